package ai.llmd.wva.controller;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.LiveSettings;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.kubernetes.AccessReviews;
import ai.llmd.wva.kubernetes.Claims;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.kubernetes.EventRecorder;
import ai.llmd.wva.kubernetes.KubernetesReporter;
import ai.llmd.wva.kubernetes.LeaderElection;
import ai.llmd.wva.kubernetes.ScaleWriter;
import ai.llmd.wva.kubernetes.StatusWriter;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.metrics.prometheus.PrometheusMetricsSource;
import ai.llmd.wva.model.ControllerName;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.desired.NumberBook;
import ai.llmd.wva.serving.desired.Trust;
import ai.llmd.wva.serving.metrics.MetricsPage;
import ai.llmd.wva.serving.probes.Ping;
import ai.llmd.wva.verticle.ClockPace;
import ai.llmd.wva.verticle.HttpsVerticle;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a controller is made of. Whatever is not said otherwise is as in a cluster: load from Prometheus, decisions
 * written to status and Events; the configuration decides on leadership and on who may read the metrics.
 */
public final class ControllerBuilder {
    private static final String SERVICE = "workload-variant-autoscaler-controller-manager-metrics-service";
    static final Duration STATUS_REFRESH = Duration.ofMinutes(5);
    private static final Duration EVENT_QUIET = Duration.ofMinutes(10);
    private static final int REVIEWS_KEPT = 1000;

    private final Vertx vertx;
    private final Configuration configuration;
    private final KubernetesClients clients;
    private final PrometheusMeterRegistry registry;
    private final Live<PrometheusSettings> prometheus;
    private Clock clock = Clock.systemUTC();
    private ClockPace pace = ClockPace.REAL;
    private Supplier<MetricsSource> metrics;
    private Map<String, String> environment = Map.of();
    private UnaryOperator<VariantReporter> reporting = UnaryOperator.identity();
    private Consumer<LiveSettings> onSettings = settings -> {};

    /**
     * A controller of the cluster that the clients lead to.
     *
     * @param registry the meters that /metrics shows
     */
    public ControllerBuilder(
            Vertx vertx, Configuration configuration, KubernetesClients clients, PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.configuration = configuration;
        this.clients = clients;
        this.registry = registry;
        this.prometheus = new Live<>(configuration.settings().prometheus());
        this.metrics = () -> new PrometheusMetricsSource(vertx, configuration.collector(), prometheus, registry, clock);
    }

    /** Another clock than the system's, which runs at that pace; all ages, rates and intervals are measured by it. */
    public ControllerBuilder clock(Clock other, ClockPace itsPace) {
        clock = other;
        pace = itsPace;
        return this;
    }

    /** Variables that go before the configuration, see {@link ai.llmd.wva.config.Environment}; none if not given. */
    public ControllerBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** Another source of load than Prometheus, made anew for each term of leadership. */
    public ControllerBuilder metrics(Supplier<MetricsSource> source) {
        metrics = source;
        return this;
    }

    /** Has somebody look on what is written to status and Events. */
    public ControllerBuilder reporting(UnaryOperator<VariantReporter> around) {
        reporting = around;
        return this;
    }

    /** Has a listener told, on a worker, of the settings in force whenever they are read. */
    public ControllerBuilder onSettings(Consumer<LiveSettings> listener) {
        onSettings = listener;
        return this;
    }

    /**
     * Starts everything; completes when it serves, whether or not it leads. Fails when a port is taken, for example.
     */
    public Future<Controller> start() {
        var identity = Identity.in(environment);
        var leadership = leadership(identity);
        var claims = claims();
        var watch = ClusterFleets.watch(configuration, environment, clients.watching(), claims, clock);
        var stages = new Stages(configuration, registry, clock, pace, leadership::isLeader);
        var numbers = numbers(leadership, watch);
        return Controller.start(
                vertx,
                new Controller.Parts(
                        configuration,
                        ClusterFleets.of(watch, configuration, environment, this::inForce),
                        https(),
                        Stream.concat(
                                        numbers.map(book -> served(stages, book)).orElse(List.of()).stream(),
                                        page(identity, leadership, watch).stream())
                                .toList(),
                        Stream.of(
                                        numbers.map(stages::plannedNumbers),
                                        stages.journal(),
                                        Optional.of(stages.actuator(
                                                reporting.apply(reporter(identity, watch, claims)),
                                                new ScaleWriter(clients.writing()))),
                                        Optional.of(stages.optimizer()),
                                        Optional.of(stages.collector(metrics)))
                                .flatMap(Optional::stream)
                                .toList(),
                        leadership));
    }

    /** What is served to autoscalers by this process itself; none where nobody is served. */
    private Optional<NumberBook> numbers(Leadership leadership, ClusterWatch watch) {
        var external = configuration.externalMetrics();
        return external.enabledIn(environment) || configuration.keda().enabled()
                ? Optional.of(new NumberBook(
                        new Trust(leadership::isLeader, leadership::leaderSilence, external.trustFor()),
                        new WrittenNumbers(watch::variant)))
                : Optional.empty();
    }

    private Optional<Pipeline.Deployable> page(String identity, Leadership leadership, ClusterWatch watch) {
        return configuration.page().enabled()
                ? Optional.of(new PageServer(
                                configuration,
                                clients.writing(),
                                identity,
                                leadership,
                                new ShownStatuses(watch::variant),
                                certificateNames(),
                                clock)
                        .deployable())
                : Optional.empty();
    }

    private List<Pipeline.Deployable> served(Stages stages, NumberBook book) {
        var external = new ExternalMetricsServer(configuration, clients.writing(), namespace(), clock);
        return Stream.of(
                        Optional.of(stages.declaredNumbers(book)),
                        Optional.of(external.deployable(book))
                                .filter(server ->
                                        configuration.externalMetrics().enabledIn(environment)),
                        Optional.of(stages.keda(book, certificateNames()))
                                .filter(scaler -> configuration.keda().enabled()))
                .flatMap(Optional::stream)
                .toList();
    }

    private void inForce(LiveSettings settings) {
        prometheus.set(settings.prometheus());
        onSettings.accept(settings);
    }

    /** By the Lease that all replicas share, so that another leader of theirs is no other controller. */
    private Claims claims() {
        var election = configuration.leaderElection();
        return Claims.of(
                new ControllerName(namespace(), election.enabled() ? election.leaseName() : ""),
                ControllerConfiguration.instanceIn(environment),
                STATUS_REFRESH,
                clock);
    }

    private VariantReporter reporter(String identity, ClusterWatch watch, Claims claims) {
        return new KubernetesReporter(
                new StatusWriter(clients.writing(), watch::variant, STATUS_REFRESH, claims),
                new EventRecorder(clients.writing(), identity, EVENT_QUIET, clock));
    }

    private Supplier<HttpsVerticle> https() {
        var https = configuration.https();
        var access = https.authentication() ? AccessRule.bearer(reviews(), MetricsPage.PATH) : AccessRule.open();
        return () -> new HttpsVerticle(
                https, certificateNames(), List.of(new MetricsPage(registry, access), new Ping()), clock);
    }

    private AccessReviews reviews() {
        var https = configuration.https();
        return new AccessReviews(
                clients.writing(),
                new AccessReviews.Options(https.grantedCache(), https.refusedCache(), REVIEWS_KEPT),
                clock);
    }

    private Leadership leadership(String identity) {
        var election = configuration.leaderElection();
        return election.enabled()
                ? new LeaseLeadership(
                        clients.writing(),
                        new LeaderElection.Options(
                                namespace(),
                                election.leaseName(),
                                identity,
                                election.leaseDuration(),
                                election.renewDeadline(),
                                election.retryPeriod()))
                : Leadership.always();
    }

    /** DNS names of a certificate made at start: those of the Service in front of /metrics. */
    private List<String> certificateNames() {
        var inNamespace = SERVICE + "." + namespace();
        return List.of(SERVICE, inNamespace, inNamespace + ".svc", inNamespace + ".svc.cluster.local", "localhost");
    }

    private String namespace() {
        return configuration.controller().namespaceIn(environment);
    }
}
