package ai.llmd.wva.scenario;

import static ai.llmd.wva.scenario.Stage.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers of which one works at a time: who may read them, and what autoscalers see when one takes over. */
class HandoverIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration QUICKLY = Duration.ofSeconds(15);
    private static final long STOP_SECONDS = 10;
    private static final JsonObject SHORT_WINDOW = new JsonObject("{\"collector\": {\"rateWindow\": \"20s\"}}");
    /** Nobody listens on it: a query fails at once. */
    private static final String NO_PROMETHEUS = "https://127.0.0.1:1";

    @TempDir
    Path folder;

    private final ControlPlane plane = ControlPlane.shared();

    @Test
    void theOtherTakesOverWithTheSameNumber() throws Exception {
        try (var stage = new Stage(plane, folder)) {
            stage.install();
            var first = stage.startController("wva-a", SHORT_WINDOW);
            stage.startSample();
            await().atMost(LIMIT).until(first::ready);
            await().atMost(LIMIT).until(() -> shows(stage, first, 1));
            var second = stage.startController("wva-b", SHORT_WINDOW);
            await().atMost(LIMIT).until(second::ready);
            access(stage, first);

            try (var load = stage.startLoad("[[600, 40]]")) {
                await().atMost(LIMIT).until(() -> shows(stage, first, 2));
                assertThat(second.exposition()).as("a standby").doesNotContain("inferno_");

                takesOver(stage, first, second);
                assertThat(load.isAlive()).isTrue();

                // with the status as its only source, the next one still shows 2: one replica runs, the load is unknown
                var third = stage.startController("wva-c", SHORT_WINDOW);
                await().atMost(LIMIT).until(third::ready);
                stage.settings(Map.of("PROMETHEUS_BASE_URL", NO_PROMETHEUS));
                await().atMost(LIMIT)
                        .until(() -> stage.condition("MetricsAvailable").startsWith("False PrometheusError"));
                takesOver(stage, second, third);
                assertThat(stage.variant("CURRENTREPLICAS")).isEqualTo("1");
                assertThat(stage.variant("OPTIMIZED")).isEqualTo("2");
                assertThat(third.process().stop(STOP_SECONDS)).isZero();
            }
        }
    }

    private void access(Stage stage, RunningController controller) {
        assertThat(controller.metrics(Map.of()).statusCode()).as("no token").isEqualTo(401);
        assertThat(controller.metricsAs("not-a-token").statusCode())
                .as("a wrong token")
                .isEqualTo(401);
        assertThat(controller
                        .metricsAs(plane.token(stage.namespace(), "default"))
                        .statusCode())
                .as("a token of one without the right")
                .isEqualTo(403);
        assertThat(controller.metricsAs(stage.prometheusToken()).statusCode())
                .as("Prometheus")
                .isEqualTo(200);
    }

    private static void takesOver(Stage stage, RunningController leader, RunningController next) throws Exception {
        // Prometheus is one scrape behind what the leader shows
        await().atMost(LIMIT).until(() -> summed(stage).orElse(0) == 2);
        var seen = new ConcurrentSkipListSet<Double>();
        var summed = new ConcurrentSkipListSet<Double>();
        var sampler = Executors.newSingleThreadScheduledExecutor();
        try {
            var sampling = sampler.scheduleWithFixedDelay(
                    () -> {
                        seen.addAll(exported(stage, List.of(leader, next)));
                        summed(stage).ifPresent(summed::add);
                    },
                    0,
                    50,
                    TimeUnit.MILLISECONDS);
            assertThat(leader.process().stop(STOP_SECONDS))
                    .as(leader.process()::printed)
                    .isZero();
            await().atMost(QUICKLY).until(() -> shows(stage, next, 2));
            await().atMost(LIMIT).until(() -> scraped(stage, next.pod()));
            assertThat(sampling.isDone()).as("a sample failed").isFalse();
        } finally {
            sampler.shutdownNow();
        }
        assertThat(seen).as("every number that either showed").isEqualTo(Set.of(2.0));
        assertThat(summed).as("what an autoscaler added up").isEqualTo(Set.of(2.0));
    }

    /** What an autoscaler adds up: the series of all controllers. */
    private static OptionalDouble summed(Stage stage) {
        return stage.prometheus()
                .value("sum(inferno_desired_replicas{exported_namespace=\"" + stage.namespace() + "\"})");
    }

    private static boolean scraped(Stage stage, String pod) {
        return !stage.prometheus()
                .query("inferno_desired_replicas{pod=\"" + pod + "\",exported_namespace=\"" + stage.namespace() + "\"}")
                .isEmpty();
    }

    /** The desired replicas that any of them shows; one that does not listen any more shows none. */
    private static List<Double> exported(Stage stage, List<RunningController> controllers) {
        return controllers.stream()
                .flatMapToDouble(controller -> {
                    try {
                        return desired(stage, controller).stream();
                    } catch (UncheckedIOException gone) {
                        return DoubleStream.empty();
                    }
                })
                .boxed()
                .toList();
    }

    private static boolean shows(Stage stage, RunningController controller, int replicas) {
        return desired(stage, controller).orElse(-1) == replicas;
    }

    private static OptionalDouble desired(Stage stage, RunningController controller) {
        return controller.value(
                "inferno_desired_replicas", "variant_name=\"" + NAME + "\"", "namespace=\"" + stage.namespace() + "\"");
    }
}
