package ai.llmd.wva.cli;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.Environment;
import ai.llmd.wva.controller.Controller;
import ai.llmd.wva.controller.Leadership;
import ai.llmd.wva.controller.LeaseLeadership;
import ai.llmd.wva.kubernetes.AccessReviews;
import ai.llmd.wva.kubernetes.ClientKeyAlgorithm;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.kubernetes.EventRecorder;
import ai.llmd.wva.kubernetes.KubernetesReporter;
import ai.llmd.wva.kubernetes.LeaderElection;
import ai.llmd.wva.kubernetes.StatusWriter;
import ai.llmd.wva.metrics.prometheus.PrometheusMetricsSource;
import ai.llmd.wva.metrics.prometheus.PrometheusOptions;
import ai.llmd.wva.verticle.WatchedCluster;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The parts of a controller that works in a real cluster: two clients of the API server, and all that is built on them. */
final class ClusterAccess implements AutoCloseable {
    private static final String SERVICE = "workload-variant-autoscaler-controller-manager-metrics-service";
    private static final int RETRIES = 2;
    private static final int RETRY_BACKOFF_MILLIS = 200;
    private static final int CONNECT_MILLIS = 5000;
    private static final Duration STATUS_REFRESH = Duration.ofMinutes(5);
    private static final Duration EVENT_QUIET = Duration.ofMinutes(10);
    private static final int REVIEWS_KEPT = 1000;
    private static final long ANSWER_BYTES = 64L << 20;

    private final Vertx vertx;
    private final Configuration configuration;
    private final Map<String, String> environment;
    private final String namespace;
    private final KubernetesClient watching;
    private final KubernetesClient writing;

    ClusterAccess(Vertx vertx, Configuration configuration, Map<String, String> environment) {
        this.vertx = vertx;
        this.configuration = configuration;
        this.environment = environment;
        this.namespace = configuration.controller().namespaceIn(environment);
        this.watching = client(vertx, configuration.watch().requestTimeout());
        this.writing = client(vertx, configuration.actuator().requestTimeout());
    }

    Controller.Parts parts(PrometheusMeterRegistry registry) {
        var clock = Clock.systemUTC();
        var identity = identity();
        var watch = new ClusterWatch(
                watching,
                new ClusterWatch.Options(
                        namespace,
                        configuration.controller().watchNamespaces(),
                        ConfigMapNames.ALL,
                        configuration.watch().resync(),
                        configuration.watch().capacityFromNodes()));
        var reporter = new KubernetesReporter(
                new StatusWriter(writing, watch::variant, STATUS_REFRESH), new EventRecorder(writing, identity, EVENT_QUIET, clock));
        return new Controller.Parts(
                configuration,
                environment,
                namespace,
                clock,
                new WatchedCluster(watch),
                watch::synced,
                () -> new PrometheusMetricsSource(vertx, prometheus(configuration.collector()), registry, clock),
                reporter,
                reviews(clock),
                leadership(identity),
                registry,
                List.of(
                        SERVICE,
                        SERVICE + "." + namespace,
                        SERVICE + "." + namespace + ".svc",
                        SERVICE + "." + namespace + ".svc.cluster.local",
                        "localhost"),
                settings -> LogLevel.set(settings.logLevel()));
    }

    private static KubernetesClient client(Vertx vertx, Duration requestTimeout) {
        // fewer retries than the library's ten: a dead API server must not cost a cycle a minute
        var config = new ConfigBuilder()
                .withRequestTimeout((int) requestTimeout.toMillis())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_BACKOFF_MILLIS)
                .build();
        ClientKeyAlgorithm.detect(config);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new Vertx5HttpClientFactory(vertx))
                .build();
    }

    private static PrometheusOptions prometheus(CollectorConfiguration collector) {
        return new PrometheusOptions(
                collector.rateWindow(),
                collector.staleAfter(),
                collector.scrapeInterval(),
                collector.queryTimeout(),
                collector.retryDelays(),
                collector.breakerFailures(),
                collector.breakerOpen(),
                collector.poolSize(),
                collector.allowPlainHttp(),
                ANSWER_BYTES);
    }

    private AccessReviews reviews(Clock clock) {
        var https = configuration.https();
        return new AccessReviews(
                writing, new AccessReviews.Options(https.grantedCache(), https.refusedCache(), REVIEWS_KEPT), clock);
    }

    private Leadership leadership(String identity) {
        var election = configuration.leaderElection();
        if (!election.enabled()) {
            return Leadership.always();
        }
        return new LeaseLeadership(
                writing,
                new LeaderElection.Options(
                        namespace,
                        election.leaseName(),
                        identity,
                        election.leaseDuration(),
                        election.renewDeadline(),
                        election.retryPeriod()));
    }

    /** The pod's name; elsewhere the host's, with something that no second process there has. */
    private String identity() {
        var pod = environment.get(Environment.POD_NAME);
        return pod == null || pod.isBlank() ? host() + "-" + UUID.randomUUID() : pod;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }

    @Override
    public void close() {
        watching.close();
        writing.close();
    }
}
