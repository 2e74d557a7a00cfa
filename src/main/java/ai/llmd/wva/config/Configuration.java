package ai.llmd.wva.config;

import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code conf/wva.json} says, read once at start; every key is optional. All keys are in
 * {@code docs/configuration.md}.
 *
 * @param settings the file's values of what environment and ConfigMap may override, see {@link SettingsResolver}
 * @param shutdownTimeout how long a shutdown may take before what is left is cut off
 */
public record Configuration(
        ControllerConfiguration controller,
        LiveSettings settings,
        WatchConfiguration watch,
        CollectorConfiguration collector,
        OptimizerConfiguration optimizer,
        ActuatorConfiguration actuator,
        MetricsConfiguration metrics,
        JournalConfiguration journal,
        HttpsConfiguration https,
        KedaConfiguration keda,
        ProbesConfiguration probes,
        PageConfiguration page,
        ExternalMetricsConfiguration externalMetrics,
        LeaderElectionConfiguration leaderElection,
        VertxConfiguration vertx,
        Duration shutdownTimeout) {

    /** The kube-prometheus-stack that the samples install. */
    static final String DEFAULT_PROMETHEUS_URL =
            "https://kube-prometheus-stack-prometheus.workload-variant-autoscaler-monitoring.svc.cluster.local:9090";

    /** What holds when the file is empty. */
    public static Configuration defaults() {
        return new Configuration(
                ControllerConfiguration.defaults(),
                defaultSettings(),
                WatchConfiguration.defaults(),
                CollectorConfiguration.defaults(),
                OptimizerConfiguration.defaults(),
                ActuatorConfiguration.defaults(),
                MetricsConfiguration.defaults(),
                JournalConfiguration.defaults(),
                HttpsConfiguration.defaults(),
                KedaConfiguration.defaults(),
                ProbesConfiguration.defaults(),
                PageConfiguration.defaults(),
                ExternalMetricsConfiguration.defaults(),
                LeaderElectionConfiguration.defaults(),
                VertxConfiguration.defaults(),
                Duration.ofSeconds(9));
    }

    /** The same, but living and looking elsewhere. */
    public Configuration withController(ControllerConfiguration other) {
        return new Configuration(
                other,
                settings,
                watch,
                collector,
                optimizer,
                actuator,
                metrics,
                journal,
                https,
                keda,
                probes,
                page,
                externalMetrics,
                leaderElection,
                vertx,
                shutdownTimeout);
    }

    private static LiveSettings defaultSettings() {
        return new LiveSettings(
                new Settings(Duration.ofSeconds(60), false, true, Optional.empty())
                        .withCalibration(CalibrationMode.ON)
                        .withDrainWithin(Settings.DRAIN_WITHIN)
                        .withActuation(ActuationMode.METRICS),
                PrometheusSettings.at(DEFAULT_PROMETHEUS_URL),
                "info");
    }
}
