package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;
import static ai.llmd.wva.model.Units.NANOS_PER_SECOND;

import ai.llmd.wva.controller.Controller;
import ai.llmd.wva.controller.ControllerBuilder;
import ai.llmd.wva.controller.KubernetesClients;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.metrics.scrape.ScrapeMetricsSource;
import ai.llmd.wva.metrics.scrape.ScrapeOptions;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running demo: everything that belongs to it, how it starts and how it ends. */
public final class Demo {
    private static final long STOP_MILLIS = 2_000;
    private final Vertx vertx;
    private final DemoSettings settings;
    private final Consumer<String> out;
    private final Clock clock = Clock.systemUTC();
    private final ReplicaLedger ledger = new ReplicaLedger(System::nanoTime);
    private final ProgressLines text = new ProgressLines();
    private final Promise<Void> scriptEnded = Promise.promise();
    private final Cluster cluster;
    private final Kubelet kubelet;
    private final RequestLog requests;
    private Decisions decisions;
    private Controller controller;
    private StandInAutoscaler autoscaler;
    private ServiceProxy service;
    private DemoTraffic traffic;
    private long trafficNanos;

    private Demo(Vertx vertx, DemoSettings settings, ContainerReader reader, Consumer<String> out, Cluster cluster) {
        this.vertx = vertx;
        this.settings = settings;
        this.out = out;
        this.cluster = cluster;
        this.requests = new RequestLog(cluster.ttftTargetMillis(), cluster.itlTargetMillis());
        this.kubelet = new Kubelet(vertx, cluster.client(), cluster.deployment(), reader, clock, ledger::replicas);
    }

    /**
     * Starts everything; the script begins when the future completes.
     *
     * @param registry the meters that the controller's /metrics shows
     * @param reader understands the sample's container
     * @param out takes lines of text
     */
    public static Future<Demo> start(
            Vertx vertx,
            PrometheusMeterRegistry registry,
            DemoSettings settings,
            ContainerReader reader,
            Consumer<String> out) {
        out.accept("Starting...");
        return vertx.executeBlocking(() -> Cluster.start(new TimeScale(settings.speed())))
                .map(cluster -> new Demo(vertx, settings, reader, out, cluster))
                .compose(demo -> demo.start(registry)
                        .recover(error -> demo.close().compose(closed -> Future.failedFuture(error))));
    }

    private Future<Demo> start(PrometheusMeterRegistry registry) {
        var clients = new KubernetesClients(cluster.client(), cluster.client());
        var builder = new ControllerBuilder(vertx, DemoConfiguration.of(settings), clients, registry)
                .metrics(this::source)
                .reporting(reporter -> decisions = new Decisions(reporter));
        return kubelet.start()
                .compose(started -> builder.start())
                .onSuccess(started -> controller = started)
                .compose(started -> ServiceProxy.start(vertx, kubelet::running, requests, System::nanoTime))
                .onSuccess(started -> service = started)
                .map(started -> {
                    autoscaler = new StandInAutoscaler(
                            vertx, cluster.client(), cluster.autoscaler(), controller.httpsPort(), this::scriptMillis);
                    autoscaler.start(settings.autoscalerPeriod());
                    DemoText.introduction(settings, controller.httpsPort(), service.port(), cluster.apiServer())
                            .forEach(out);
                    out.accept(ProgressLines.header());
                    play();
                    return this;
                });
    }

    /** Time as the script counts it, which goes as fast as everything else. */
    private long scriptMillis() {
        return (long) (System.nanoTime() / NANOS_PER_MILLI * settings.speed());
    }

    private MetricsSource source() {
        return new ScrapeMetricsSource(
                vertx,
                ScrapeOptions.of(settings.sampling(), settings.scrapeInterval()),
                (variant, pod) -> kubelet.find(pod.name()).map(EmulatedPod::metrics),
                clock);
    }

    private void play() {
        trafficNanos = System.nanoTime();
        traffic = new DemoTraffic(vertx, settings.load(), cluster.model(), service.port());
        var answered = traffic.start();
        vertx.setPeriodic(settings.linePeriod().toMillis(), tick -> out.accept(line()));
        vertx.setTimer(Math.max(1, (long) settings.load().durationMillis()), end -> {
            if (settings.keep()) {
                out.accept("The script is over; going on without load until Ctrl-C.");
            }
            answered.onComplete(done -> scriptEnded.tryComplete());
        });
    }

    private String line() {
        var elapsed = (System.nanoTime() - trafficNanos) / NANOS_PER_SECOND;
        return text.line(
                elapsed, traffic.offeredPerMinute(elapsed), kubelet.running().size(), decisions.latest());
    }

    /** Completes when the script is over and all its requests are answered. */
    public Future<Void> scriptEnded() {
        return scriptEnded.future();
    }

    /**
     * Stops everything, within seconds.
     *
     * @param whole whether the script went to its end, so that it can be judged
     */
    public Future<DemoResult> finish(boolean whole) {
        var result = result(whole);
        return close().map(result);
    }

    /** The lines that say how it went. */
    public static List<String> summary(DemoResult result) {
        return DemoText.summary(result);
    }

    /** Every number of replicas that there was so far. */
    public List<Integer> replicaCounts() {
        return ledger.counts();
    }

    private DemoResult result(boolean whole) {
        var counts = ledger.counts();
        var totals = requests.totals();
        var verdict =
                new Verdict(settings.load(), settings.sampling().rateWindow().toMillis() / MILLIS_PER_SECOND);
        var price = decisions.latest().map(Cost::perReplicaHour).orElse(OptionalDouble.empty());
        return new DemoResult(
                whole,
                counts,
                totals,
                cluster.ttftTargetMillis(),
                cluster.itlTargetMillis(),
                ledger.replicaSeconds(),
                ledger.peakReplicaSeconds(),
                Cost.of(price, ledger.replicaSeconds()),
                whole ? verdict.failures(counts, totals, decisions) : List.of());
    }

    /** In the order in which nothing meets a partner that has gone; what takes too long is left to the end of Vertx. */
    private Future<Void> close() {
        return Future.<Void>succeededFuture()
                .compose(go -> {
                    if (traffic != null) {
                        traffic.quit();
                    }
                    return autoscaler == null ? Future.succeededFuture() : autoscaler.stop();
                })
                .otherwiseEmpty()
                .compose(done -> service == null ? Future.succeededFuture() : service.stop())
                .otherwiseEmpty()
                .compose(done -> controller == null ? Future.succeededFuture() : controller.stop())
                .otherwiseEmpty()
                .compose(done -> kubelet.stop())
                .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .compose(done -> vertx.executeBlocking(() -> {
                    cluster.close();
                    return null;
                }));
    }
}
