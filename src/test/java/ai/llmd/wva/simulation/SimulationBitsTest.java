package ai.llmd.wva.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.Workload;
import ai.llmd.wva.simulation.workload.input.WorkloadFiles;
import ai.llmd.wva.simulation.workload.input.WorkloadReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run is the same bit for bit on every machine and every Java: the build runs this test on 17 and on 25. The record
 * is a digest of all that happened to requests and replicas; after a change that is meant to change runs, record what
 * the test found.
 */
class SimulationBitsTest {

    @ParameterizedTest
    @CsvSource({
        "static-4, 718c4a3e30fb78bf",
        "wva, d8b732b33403be8d",
        "original, bc1bffbdc09e7cdc",
        "keda-slo, 094d59fbda2a5ea1",
        "knative-kpa, 540fff23baafcfc4",
        "oracle, bbca116f06147c83"
    })
    void aRunIsWhatItWasWhenItWasRecorded(String contender, String digest) throws Exception {
        assertThat(digest(Contenders.named(contender))).isEqualTo(digest);
    }

    private static String digest(Contender contender) throws Exception {
        var run = Simulation.run(flashCrowd(), contender, 11);
        var bytes = text(run).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    }

    private static Workload flashCrowd() {
        var read = new WorkloadFiles(Optional.empty()).read("flash-crowd");
        return ((WorkloadReader.Ok) read).workload();
    }

    private static String text(RunResult run) {
        var text = new StringBuilder();
        var requests = run.requests();
        for (var i = 0; i < requests.size(); i++) {
            text.append(requests.arrivedMillis(i))
                    .append(' ')
                    .append(requests.ttftMillis(i))
                    .append(' ')
                    .append(requests.meanItlMillis(i))
                    .append('\n');
        }
        return text.append(run.replicas()).append(run.moments()).toString();
    }
}
