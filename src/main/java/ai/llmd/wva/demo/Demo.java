package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.controller.Controller;
import ai.llmd.wva.controller.ControllerBuilder;
import ai.llmd.wva.controller.KubernetesClients;
import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.metrics.scrape.ScrapeMetricsSource;
import ai.llmd.wva.metrics.scrape.ScrapeOptions;
import ai.llmd.wva.signals.Sampling;
import ai.llmd.wva.simulation.Scenes;
import ai.llmd.wva.simulation.SimulatedWorld;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.verticle.ClockPace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running demo: everything that belongs to it, how it starts and how it ends. */
public final class Demo {
    private static final long STOP_MILLIS = 1_200;
    private static final long BASELINES_SECONDS = 60;
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 64;
    private static final int MAX_PAGE_BYTES = 8 << 20;

    private final Vertx vertx;
    private final DemoSettings settings;
    private final ApiServer apiServer;
    private final Scene scene;
    private final SimulatedWorld world;
    private final WorldClock clock;
    private final WorldDriver driver;
    private final ClockPace pace;
    private final PodPagesServer pages;
    private final ClusterMirror mirror;
    private final List<HasMetadata> manifests;
    private DemoPorts ports;
    private Decisions decisions;
    private Controller controller;
    private StandInAutoscaler autoscaler;
    private Baselines baselines;

    private Demo(Vertx vertx, DemoSettings settings, ApiServer apiServer) {
        this.vertx = vertx;
        this.settings = settings;
        this.apiServer = apiServer;
        this.scene = Scenes.of(settings.workload(), settings.seed());
        this.world = new SimulatedWorld(scene);
        this.clock = new WorldClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        this.pages = new PodPagesServer(clock);
        this.driver = new WorldDriver(world, clock, settings.speed(), System::nanoTime);
        this.pace = new ClockPace(settings.speed());
        this.manifests = new DemoManifests(scene).all();
        this.mirror = new ClusterMirror(apiServer.client(), clock, names());
    }

    private List<String> names() {
        return scene.targets().stream().map(Target::name).toList();
    }

    /**
     * Makes everything ready; time begins to pass when the future completes.
     *
     * @param registry the meters that the controller's /metrics shows
     */
    public static Future<Demo> start(Vertx vertx, PrometheusMeterRegistry registry, DemoSettings settings) {
        return vertx.executeBlocking(ApiServer::start).compose(server -> {
            var demo = new Demo(vertx, settings, server);
            return demo.start(registry).recover(error -> demo.close().compose(closed -> Future.failedFuture(error)));
        });
    }

    private Future<Demo> start(PrometheusMeterRegistry registry) {
        world.populate(pages::ready);
        return pages.start(vertx, driver)
                .compose(started -> vertx.executeBlocking(this::declare))
                .compose(declared -> vertx.executeBlocking(() -> DemoPorts.find(settings.port())))
                .onSuccess(found -> ports = found)
                .compose(found -> controller(registry).start())
                .map(started -> {
                    controller = started;
                    autoscaler = new StandInAutoscaler(vertx, driver, autoscalers(), controller.httpsPort());
                    return run();
                });
    }

    private ControllerBuilder controller(PrometheusMeterRegistry registry) {
        var clients = new KubernetesClients(apiServer.client(), apiServer.client());
        return new ControllerBuilder(vertx, DemoConfiguration.of(ports), clients, registry)
                .clock(clock, pace)
                .metrics(this::source)
                .reporting(reporter ->
                        decisions = new Decisions(reporter, clock::virtualMillis, names(), world.durationMillis()));
    }

    /** Applies what owners and the cluster declare. Blocking. */
    private Void declare() {
        apiServer.apply(SampleManifests.read(SampleManifests.DEFINITION));
        manifests.forEach(manifest -> apiServer.client().resource(manifest).create());
        mirror.write(targets());
        return null;
    }

    private List<TargetView> targets() {
        return world.cluster().deployments().stream().map(TargetView::of).toList();
    }

    private List<HorizontalPodAutoscaler> autoscalers() {
        return manifests.stream()
                .filter(HorizontalPodAutoscaler.class::isInstance)
                .map(HorizontalPodAutoscaler.class::cast)
                .toList();
    }

    private MetricsSource source() {
        var usual = CollectorConfiguration.defaults().sampling();
        var interval = Duration.ofMillis(
                Math.round(scene.workload().cluster().scraping().everySeconds() * MILLIS_PER_SECOND));
        var sampling = new Sampling(usual.rateWindow(), usual.staleAfter(), Optional.of(interval), usual.stuckAfter());
        return new ScrapeMetricsSource(
                vertx,
                new ScrapeOptions(
                        sampling,
                        SeriesConfiguration.defaults(),
                        Duration.ofMillis(pace.timerMillis(interval)),
                        PAGE_TIMEOUT,
                        CONNECTIONS,
                        MAX_PAGE_BYTES),
                (variant, pod) -> Optional.of(pages.page(pod.name())),
                clock);
    }

    private Demo run() {
        driver.afterEachStep(() -> mirror.reflect(targets()));
        driver.start();
        autoscaler.start(pace.timerMillis(Duration.ofSeconds(HpaFlags.DEFAULT_SYNC_SECONDS)));
        baselines = Baselines.start(settings.workload(), settings.seed());
        return this;
    }

    /** What is real here, what is not, and where to look. */
    public List<String> introduction() {
        return DemoText.introduction(settings, ports.page(), controller.httpsPort(), apiServer.url());
    }

    /** The scene that it plays. */
    public Scene scene() {
        return scene;
    }

    Decisions decisions() {
        return decisions;
    }

    PaceMeter paceMeter() {
        return driver.pace();
    }

    /** How the world is now. */
    Future<Frame> frame() {
        return Future.fromCompletionStage(driver.ask(Frame::of), vertx.getOrCreateContext());
    }

    /** Completes when the workload is over; fails by a fault of this program. */
    public Future<Void> over() {
        return Future.fromCompletionStage(driver.over(), vertx.getOrCreateContext());
    }

    /** How it went, once it is over. Waits for the simulation of the others, for a minute at most. */
    public Future<DemoResult> result() {
        return Future.fromCompletionStage(driver.ask(this::seen))
                .compose(seen -> Future.fromCompletionStage(baselines.scores())
                        .timeout(BASELINES_SECONDS, TimeUnit.SECONDS)
                        .otherwise(List.of())
                        .map(others -> new DemoResult(seen.run(), others, seen.times(), seen.failures())));
    }

    /** On the world's thread. */
    private DemoResult seen(SimulatedWorld itsWorld) {
        itsWorld.cluster().advance();
        itsWorld.traffic().leave();
        var run = itsWorld.result("wva", decisions.notes());
        var latencies = new ArrayList<ModelLatency>();
        for (var model = 0; model < scene.workload().models().size(); model++) {
            latencies.add(ModelLatency.of(run, model, pages.counts(model)));
        }
        return new DemoResult(
                Optional.of(RunSummary.of(run, latencies)),
                List.of(),
                driver.pace().overall(),
                RunJudge.failures(run, decisions.newest(), faults()));
    }

    private List<String> faults() {
        var faults = new ArrayList<String>();
        decisions.problems().forEach(problem -> faults.add("the declarations: " + problem));
        decisions.unwritten().forEach(name -> faults.add(name + ": the decision could not be written to its status"));
        return faults;
    }

    /** Stops everything, in the order in which nothing meets a partner that has gone, within 3 s. Never fails. */
    public Future<Void> close() {
        if (baselines != null) {
            baselines.stop();
        }
        return Future.<Void>succeededFuture()
                .compose(go -> autoscaler == null ? Future.succeededFuture() : autoscaler.stop())
                .otherwiseEmpty()
                .compose(done -> controller == null ? Future.succeededFuture() : controller.stop())
                .otherwiseEmpty()
                .compose(done -> pages.stop())
                .timeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .compose(done -> vertx.executeBlocking(() -> {
                    driver.close();
                    mirror.close();
                    apiServer.close();
                    return null;
                }));
    }
}
