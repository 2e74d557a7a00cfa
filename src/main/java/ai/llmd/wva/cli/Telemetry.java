package ai.llmd.wva.cli;

import ai.llmd.wva.config.VertxConfiguration;
import ai.llmd.wva.serving.limits.GuardedTransport;
import ai.llmd.wva.serving.metrics.RequestLabels;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The meters of the process, and a Vertx that counts into them. */
final class Telemetry implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    Telemetry() {
        this(Optional.empty());
    }

    /** Of one of several controllers, whose name every meter has as a label, so that an HPA can select by it. */
    Telemetry(Optional<String> instance) {
        instance.ifPresent(name -> registry.config().commonTags("controller_instance", name));
        List<MeterBinder> binders = List.of(
                garbage,
                new ClassLoaderMetrics(),
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    Vertx vertx(VertxConfiguration configuration) {
        // what a client chooses is no label: paths and remote addresses not at all, methods only where known
        var metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(EnumSet.of(
                        Label.EB_ADDRESS,
                        Label.EB_FAILURE,
                        Label.EB_SIDE,
                        Label.HTTP_CODE,
                        Label.LOCAL,
                        Label.POOL_NAME))
                .setServerRequestTagsProvider(RequestLabels::of)
                .setClientRequestTagsProvider(RequestLabels::of);
        var options = new VertxOptions()
                .setMetricsOptions(metrics)
                .setWorkerPoolSize(configuration.workerPoolSize())
                .setBlockedThreadCheckInterval(
                        configuration.blockedThreadCheck().toMillis())
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(configuration.warnEventLoopAfter().toMillis())
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setMaxWorkerExecuteTime(configuration.warnWorkerAfter().toMillis())
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS);
        if (configuration.eventLoopPoolSize() > 0) {
            options.setEventLoopPoolSize(configuration.eventLoopPoolSize());
        }
        return Vertx.builder()
                .with(options)
                .withTransport(new GuardedTransport())
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
