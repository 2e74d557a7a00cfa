package ai.llmd.wva.demo;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.controller.Controller;
import ai.llmd.wva.controller.Leadership;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.serving.auth.TokenAuthorizer;
import ai.llmd.wva.verticle.WatchedCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The real controller, told to serve on the loopback address, to whomever asks, and to be alone. */
final class ControllerParts {
    private static final String CONFIGURATION = """
            {
              "settings": {"interval": "%dms", "logLevel": "warn"},
              "https": {"host": "%s", "port": %d, "authentication": false, "certPath": "", "keyPath": ""},
              "probes": {"host": "%s", "port": 0},
              "leaderElection": {"enabled": false}
            }
            """;

    private ControllerParts() {}

    static Controller.Parts of(
            DemoSettings settings,
            KubernetesClient client,
            Supplier<MetricsSource> metrics,
            VariantReporter reporter,
            PrometheusMeterRegistry registry,
            Clock clock) {
        var namespace = ControllerConfiguration.DEFAULT_NAMESPACE;
        var watch = new ClusterWatch(
                client, new ClusterWatch.Options(namespace, List.of(), ConfigMapNames.ALL, Duration.ZERO));
        return new Controller.Parts(
                configuration(settings),
                Map.of(),
                namespace,
                clock,
                new WatchedCluster(watch),
                watch::synced,
                metrics,
                reporter,
                TokenAuthorizer.NOBODY,
                Leadership.always(),
                registry,
                List.of("localhost"),
                inForce -> {});
    }

    static Configuration configuration(DemoSettings settings) {
        var json = CONFIGURATION.formatted(
                settings.cycle().toMillis(), EmulatedPod.HOST, settings.port(), EmulatedPod.HOST);
        var result = ConfigurationReader.read(json);
        if (result instanceof ConfigurationReader.Ok ok) {
            return ok.configuration();
        }
        throw new IllegalStateException(result.toString());
    }
}
