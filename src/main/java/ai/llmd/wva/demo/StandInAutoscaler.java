package ai.llmd.wva.demo;

import ai.llmd.wva.hpa.Hpa;
import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.hpa.HpaMemory;
import ai.llmd.wva.hpa.HpaPod;
import ai.llmd.wva.hpa.HpaSeen;
import ai.llmd.wva.hpa.MetricReading;
import ai.llmd.wva.metrics.scrape.MetricSample;
import ai.llmd.wva.metrics.scrape.TextFormat;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ExternalMetricSource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in for Prometheus, the adapter and the HorizontalPodAutoscaler: reads the controller's own /metrics and
 * scales the Deployment as the sample's autoscaler says.
 */
final class StandInAutoscaler {
    private static final Logger LOG = LoggerFactory.getLogger(StandInAutoscaler.class);
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int OK = 200;

    private final Vertx vertx;
    private final KubernetesClient client;
    private final WebClient http;
    private final String metricsUrl;
    private final String namespace;
    private final String deployment;
    private final String metric;
    private final Map<String, String> selector;
    private final Hpa autoscaler;
    private final LongSupplier clockMillis;
    private HpaMemory memory = HpaMemory.EMPTY;
    private Future<Void> looking = Future.succeededFuture();
    private long timer;

    /**
     * An autoscaler that follows the only metric of {@code sample}.
     *
     * @param clockMillis the time that the sample's windows and periods are measured in
     */
    StandInAutoscaler(
            Vertx vertx,
            KubernetesClient client,
            HorizontalPodAutoscaler sample,
            int metricsPort,
            LongSupplier clockMillis) {
        this.vertx = vertx;
        this.client = client;
        // the certificate was made a moment ago by this very process
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setTrustAll(true)
                        .setVerifyHost(false)
                        .setConnectTimeout(TIMEOUT_MILLIS)
                        .setDecompressionSupported(true));
        this.metricsUrl = "https://" + EmulatedPod.HOST + ":" + metricsPort + "/metrics";
        this.namespace = sample.getMetadata().getNamespace();
        var spec = sample.getSpec();
        this.deployment = spec.getScaleTargetRef().getName();
        ExternalMetricSource external = spec.getMetrics().get(0).getExternal();
        this.metric = external.getMetric().getName();
        this.selector = external.getMetric().getSelector().getMatchLabels();
        this.autoscaler = new Hpa(AutoscalerManifest.spec(sample), HpaFlags.DEFAULT);
        this.clockMillis = clockMillis;
    }

    void start(Duration period) {
        timer = vertx.setPeriodic(period.toMillis(), tick -> {
            if (looking.isComplete()) {
                looking = look();
            }
        });
    }

    Future<Void> stop() {
        vertx.cancelTimer(timer);
        return looking.onComplete(done -> http.close());
    }

    private Future<Void> look() {
        return http.getAbs(metricsUrl)
                .timeout(TIMEOUT_MILLIS)
                .send()
                .map(response -> response.statusCode() == OK
                        ? sum(TextFormat.parse(Objects.requireNonNullElse(response.bodyAsString(), "")))
                        : OptionalDouble.empty())
                .onFailure(error -> warn("the autoscaler cannot read the metric: replicas stay", error))
                .otherwise(OptionalDouble.empty())
                .compose(sum -> follow(MetricReading.adapter(sum)))
                .onFailure(error -> warn("the autoscaler cannot scale: it tries again", error))
                .otherwiseEmpty();
    }

    private static void warn(String message, Throwable error) {
        LOG.atWarn().addKeyValue("error", error.toString()).log(message);
    }

    private OptionalDouble sum(List<MetricSample> samples) {
        var values = samples.stream()
                .filter(sample -> sample.name().equals(metric)
                        && selector.entrySet().stream()
                                .allMatch(label -> sample.label(label.getKey()).equals(label.getValue())))
                .mapToDouble(MetricSample::value)
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(values).sum());
    }

    private Future<Void> follow(MetricReading reading) {
        return vertx.executeBlocking(() -> {
            var scaled = client.apps().deployments().inNamespace(namespace).withName(deployment);
            var seen = seen(scaled.get(), reading);
            var step = autoscaler.step(memory, seen);
            if (step.desired() != seen.specReplicas()) {
                scaled.scale(step.desired());
            }
            memory = step.memory();
            return null;
        });
    }

    private HpaSeen seen(Deployment target, MetricReading reading) {
        var status = target.getStatus();
        var replicas = status == null ? 0 : orZero(status.getReplicas());
        var ready = status == null ? 0 : orZero(status.getReadyReplicas());
        return new HpaSeen(
                clockMillis.getAsLong(),
                target.getSpec().getReplicas(),
                replicas,
                HpaPod.counted(ready, replicas - ready),
                List.of(reading));
    }

    private static int orZero(Integer count) {
        return count == null ? 0 : count;
    }
}
