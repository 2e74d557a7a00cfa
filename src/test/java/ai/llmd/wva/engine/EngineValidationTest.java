package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/decision-quality.md says of the engine. */
class EngineValidationTest {
    private static final Path PAGE = Path.of("docs/decision-quality.md");

    @Test
    void theEngineMeetsTheModelWhereThatIsExact() throws IOException {
        var rows = QueueingComparison.atSeveralUtilizations();

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.itlError()).isCloseTo(0, within(0.01));
            assertThat(row.waitError()).isCloseTo(0, within(0.05));
        });
        assertThatPageSays(EngineValidation.queueing(rows));
    }

    @Test
    void theSecondCalibrationSaturatesAtItsRate() throws IOException {
        var each = new SequenceSpec(4_000, 1_000, FinishReason.STOP);

        assertThat(StaticReplica.saturationPerSecond(Calibration.H100_QWEN32B_TP2, each))
                .isCloseTo(1.43, withinPercentage(2));
        assertThatPageSays(List.of(EngineValidation.saturation()));
    }

    @Test
    void aStaticReplicaIsAsSlowAsAnIndependentSimulationSays() throws IOException {
        var rows = TokenAwareTrio.all();

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.simulated().p50()).isCloseTo(row.firstSimulated().p50(), withinPercentage(20));
            assertThat(row.simulated().p99()).isCloseTo(row.firstSimulated().p99(), withinPercentage(20));
        });
        assertThatPageSays(EngineValidation.trio(rows));
    }

    @Test
    void aLawFittedToHalfOfTheMeasurementsForetellsTheOthers() throws IOException {
        var measured = VllmCurve.rows();
        assumeTrue(measured.isPresent(), "skipped: the published measurements are not beside the project");
        var rows = CurveComparison.all(measured.get());

        var errors = rows.stream()
                .filter(row -> row.use().equals("held out"))
                .mapToDouble(row -> Math.abs(row.error()))
                .toArray();

        assertThat(errors).hasSize(5);
        assertThat(Arrays.stream(errors).max().orElseThrow()).isLessThan(0.06);
        assertThat(Arrays.stream(errors).average().orElseThrow()).isLessThan(0.03);
        assertThatPageSays(EngineValidation.curve(rows));
    }

    private static void assertThatPageSays(List<String> lines) throws IOException {
        assertThat(Files.readString(PAGE)).contains(String.join("\n", lines));
    }
}
