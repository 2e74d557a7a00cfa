package ai.llmd.wva.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.demo.SampleCluster;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.journal.JournalReader;
import ai.llmd.wva.journal.Replay;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.VariantId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole controller on an API server of its own, under a load that changes with every cycle. */
class ControllerJournalTest {
    private static final String CONFIGURATION = """
        {
          'settings': {'interval': '100ms'},
          'https': {'host': '127.0.0.1', 'port': 0, 'authentication': false, 'certPath': '', 'keyPath': ''},
          'probes': {'host': '127.0.0.1', 'port': 0}, 'page': {'port': 0},
          'leaderElection': {'enabled': false},
          'journal': {'path': '%s'}
        }
        """;
    private static final int CYCLES = 12;

    @TempDir
    Path folder;

    /** Every fourth load is unknown, so that what is remembered counts. */
    private static final class RandomLoads implements MetricsSource {
        private final SplittableRandom random = new SplittableRandom(20261129);

        @Override
        public Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
            SortedMap<VariantId, Measurement> measurements = new TreeMap<>();
            fleet.variants().keySet().forEach(id -> measurements.put(id, next()));
            return Future.succeededFuture(measurements);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }

        private Measurement next() {
            return random.nextInt(4) == 0
                    ? new Unknown(Cause.STALE, "old")
                    : new Measured(
                            new Load(
                                    3 * random.nextDouble(),
                                    OptionalDouble.of(20),
                                    OptionalDouble.of(178 * random.nextDouble(0.5, 2)),
                                    OptionalDouble.of(100),
                                    OptionalDouble.of(25),
                                    OptionalDouble.of(5),
                                    random.nextInt(4),
                                    random.nextInt(2),
                                    OptionalDouble.of(0.3)),
                            Duration.ofSeconds(5),
                            1,
                            1);
        }
    }

    @Test
    void whatAControllerJournalsIsRepeatedToTheBitAcrossARestart() throws Exception {
        var file = folder.resolve("wva.jsonl");
        try (var cluster = new SampleCluster()) {
            runUntil(cluster, file, CYCLES);
            runUntil(cluster, file, 2 * CYCLES);
        }

        var notes = new ArrayList<String>();
        var replay = new Replay(10);
        try (var in = Files.newInputStream(file)) {
            JournalReader.read("wva.jsonl", in, replay, notes::add);
        }
        assertThat(replay.result().first()).isEmpty();
        assertThat(replay.result().cycles()).isGreaterThanOrEqualTo(2 * CYCLES);
        assertThat(notes).isEmpty();
    }

    private static void runUntil(SampleCluster cluster, Path file, int cycles) throws Exception {
        var vertx = Vertx.vertx();
        var controller = Futures.await(new ControllerBuilder(
                        vertx,
                        Configurations.of(CONFIGURATION.formatted(file)),
                        new KubernetesClients(cluster.client(), cluster.client()),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                .metrics(RandomLoads::new)
                .start());
        Awaitility.await().until(() -> count(file) >= cycles);
        Futures.await(controller.stop());
        Futures.await(vertx.close());
    }

    private static long count(Path file) throws IOException {
        return Files.exists(file)
                ? lines(file).stream()
                        .filter(line -> line.startsWith("{\"journal\":\"cycle\""))
                        .count()
                : 0;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}
