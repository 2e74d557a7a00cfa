package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.loadgen.RateTable;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole loop with real time: a short script at several times the speed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoIT {
    private static final double SPEED = 4;

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static EmulatorSettings emulator() {
        var sample = EmulatorSettings.sample();
        return sample.running(StepLaw.decodeOnly(20.58 / SPEED, 0.41 / SPEED), sample.limits());
    }

    private Demo start(String script) {
        var settings = new DemoSettings(RateTable.parse(script), SPEED, 0, false);
        return Demo.start(vertx, registry, settings, (arguments, environment) -> emulator(), lines::add)
                .await();
    }

    @Test
    void goesFromOneReplicaToTwoAndBack() {
        var demo = start("[[30, 0], [70, 40], [80, 0]]");
        demo.scriptEnded().await();
        var result = demo.finish(true).await();
        assertThat(result.failures()).isEmpty();
        assertThat(result.replicaCounts()).containsExactly(1, 2, 1);
        assertThat(result.requests().answered()).isBetween(45L, 48L);
        assertThat(result.requests().failed()).isZero();
        assertThat(result.replicaSeconds()).isLessThan(result.peakReplicaSeconds());
        assertThat(lines)
                .anyMatch(line -> line.contains("1 > 1") && line.contains("no load"))
                .anyMatch(line -> line.contains("2 > 2"));
        assertThat(Demo.summary(result)).contains("Replicas:  1 -> 2 -> 1", "The loop works.");
    }

    @Test
    void canBeStoppedAtAnyTime() {
        var demo = start("[[600, 60]]");
        var result = demo.finish(false).await();
        assertThat(result.worked()).isTrue();
        assertThat(result.replicaCounts()).startsWith(1);
        assertThat(demo.scriptEnded().isComplete()).isFalse();
    }
}
