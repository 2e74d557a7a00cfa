package ai.llmd.wva.demo;

import ai.llmd.wva.hpa.Hpa;
import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.hpa.HpaMemory;
import ai.llmd.wva.hpa.HpaPod;
import ai.llmd.wva.hpa.HpaSeen;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.MetricReading;
import ai.llmd.wva.metrics.scrape.MetricSample;
import ai.llmd.wva.metrics.scrape.TextFormat;
import ai.llmd.wva.simulation.SimulatedWorld;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in for Prometheus, the adapter and the HorizontalPodAutoscalers: reads the controller's own /metrics, once
 * for all of them, and scales each Deployment as its autoscaler says.
 */
final class StandInAutoscaler {
    private static final Logger LOG = LoggerFactory.getLogger(StandInAutoscaler.class);
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int OK = 200;

    private final Vertx vertx;
    private final WebClient http;
    private final WorldDriver driver;
    private final String metricsUrl;
    private final List<Follower> followers;
    private Future<Void> looking = Future.succeededFuture();
    private long timer;

    /** One autoscaler; used by the world's thread alone. */
    private static final class Follower {
        private final String metric;
        private final Map<String, String> selector;
        private final Hpa autoscaler;
        private HpaMemory memory = HpaMemory.EMPTY;

        private Follower(HorizontalPodAutoscaler manifest) {
            var external = manifest.getSpec().getMetrics().get(0).getExternal().getMetric();
            HpaSpec spec = AutoscalerManifest.spec(manifest);
            this.metric = external.getName();
            this.selector = external.getSelector().getMatchLabels();
            this.autoscaler =
                    new Hpa(spec, spec.minReplicas() == 0 ? HpaFlags.DEFAULT.withScaleToZero() : HpaFlags.DEFAULT);
        }

        private OptionalDouble sum(List<MetricSample> samples) {
            var values = samples.stream()
                    .filter(sample -> sample.name().equals(metric)
                            && selector.entrySet().stream()
                                    .allMatch(label ->
                                            sample.label(label.getKey()).equals(label.getValue())))
                    .mapToDouble(MetricSample::value)
                    .toArray();
            return values.length == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Arrays.stream(values).sum());
        }
    }

    /**
     * Autoscalers that follow their only metric.
     *
     * @param manifests by the index of their targets
     */
    StandInAutoscaler(Vertx vertx, WorldDriver driver, List<HorizontalPodAutoscaler> manifests, int metricsPort) {
        this.vertx = vertx;
        this.driver = driver;
        // the certificate was made a moment ago by this very process
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setTrustAll(true)
                        .setVerifyHost(false)
                        .setConnectTimeout(TIMEOUT_MILLIS)
                        .setDecompressionSupported(true));
        this.metricsUrl = "https://" + DemoConfiguration.HOST + ":" + metricsPort + "/metrics";
        this.followers = manifests.stream().map(Follower::new).toList();
    }

    /** Looks again and again. */
    void start(long periodMillis) {
        timer = vertx.setPeriodic(periodMillis, tick -> {
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
                .compose(response -> response.statusCode() == OK
                        ? parsed(response.bodyAsString())
                        : Future.failedFuture("/metrics answered " + response.statusCode()))
                .onFailure(error -> warn("the autoscaler cannot read the metric: replicas stay", error))
                .otherwise(List.of())
                .compose(samples -> Future.fromCompletionStage(driver.ask(world -> follow(world, samples))))
                .onFailure(error -> warn("the autoscaler cannot scale: it tries again", error))
                .otherwiseEmpty();
    }

    private Future<List<MetricSample>> parsed(String page) {
        return vertx.executeBlocking(() -> TextFormat.parse(Objects.requireNonNullElse(page, "")), false);
    }

    private static void warn(String message, Throwable error) {
        LOG.atWarn().addKeyValue("error", error.toString()).log(message);
    }

    /** On the world's thread. */
    private Void follow(SimulatedWorld world, List<MetricSample> samples) {
        for (var index = 0; index < followers.size(); index++) {
            var follower = followers.get(index);
            var target = TargetView.of(world.cluster().deployments().get(index));
            var reading = MetricReading.adapter(follower.sum(samples));
            var step = follower.autoscaler.step(
                    follower.memory, seen(target, world.agenda().nowMillis(), reading));
            follower.memory = step.memory();
            if (step.desired() != target.spec()) {
                world.cluster().scale(index, step.desired());
            }
        }
        return null;
    }

    private static HpaSeen seen(TargetView target, double nowMillis, MetricReading reading) {
        var pods = target.pods().stream()
                .map(pod -> pod.placed() ? HpaPod.running(pod.name(), pod.ready()) : HpaPod.pending(pod.name()))
                .toList();
        return new HpaSeen((long) nowMillis, target.spec(), pods.size(), pods, List.of(reading));
    }
}
