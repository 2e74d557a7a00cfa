package ai.llmd.wva.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.matrix.Matrix;
import ai.llmd.wva.simulation.matrix.MatrixPlan;
import ai.llmd.wva.simulation.report.ComparisonText;
import ai.llmd.wva.simulation.report.ScoreReader;
import ai.llmd.wva.simulation.report.ScoreTree;
import ai.llmd.wva.simulation.score.Comparison;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.workload.Workload;
import ai.llmd.wva.simulation.workload.input.WorkloadFiles;
import ai.llmd.wva.simulation.workload.input.WorkloadReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The gate: the default policy is no worse than recorded, on workloads that no report uses. How to record anew is told
 * in docs/decision-quality.md.
 */
class DecisionQualityIT {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final List<String> SHAPES = List.of("gate-bursts", "gate-climb", "gate-lengths", "gate-scarce");
    private static final double MARGIN = 0.01;

    @Test
    void theDefaultPolicyAttainsNoLessAndCostsNoMoreThanRecorded() throws IOException, InterruptedException {
        var recorded = ScoreReader.read(Files.readString(RESOURCES.resolve("decision-quality.json")));

        var now = run();

        var comparison = Comparison.of(recorded, now, MARGIN);
        assertThat(comparison.regressions())
                .as(String.join("\n", ComparisonText.lines(comparison, MARGIN)) + "\nNow:\n" + ScoreTree.json(now))
                .isEmpty();
        assertThat(comparison.missing()).isEmpty();
        assertThat(comparison.compared()).isEqualTo(SHAPES.size());
    }

    private static Scoreboard run() throws InterruptedException {
        var workloads = SHAPES.stream().map(DecisionQualityIT::workload).toList();
        var cores = Runtime.getRuntime().availableProcessors();
        var plan =
                new MatrixPlan(workloads.stream().map(Workload::name).toList(), List.of("wva"), List.of(1L, 2L), cores);
        var result = Matrix.run(
                plan,
                new SimulatedRuns(workloads, plan.contenders()),
                (shape, run, yardstick) -> Optional.empty(),
                progress -> {});
        assertThat(result.failures()).isEmpty();
        return result.board();
    }

    private static Workload workload(String name) {
        var file = RESOURCES.resolve("gate").resolve(name + ".yaml").toString();
        var read = new WorkloadFiles(Optional.empty()).read(file);
        assertThat(read).isInstanceOf(WorkloadReader.Ok.class);
        return ((WorkloadReader.Ok) read).workload();
    }
}
