package ai.llmd.wva.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.outcome.RequestLedger.Ending;
import ai.llmd.wva.simulation.outcome.RunBuilder;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class MatrixTest {
    private static final MatrixPlan PLAN =
            new MatrixPlan(List.of("ramp", "steps"), List.of("slow", "fast", "broken"), List.of(3L, 4L, 5L), 1);

    private final ConcurrentLinkedQueue<String> yardsticks = new ConcurrentLinkedQueue<>();

    private final MatrixRuns runs = new MatrixRuns() {
        @Override
        public RunResult run(String shape, String contender, long seed) {
            if (contender.equals("broken") && shape.equals("steps")) {
                throw new IllegalStateException("boom");
            }
            return new RunBuilder(100)
                    .seed(seed)
                    .contender(contender)
                    .replica(0, contender.equals("slow") ? 0 : 50, Double.NaN)
                    .request(1, Ending.SERVED, 300.0 * seed, 10)
                    .build();
        }

        @Override
        public Yardstick yardstick(String shape, long seed) {
            yardsticks.add(shape + " " + seed);
            return new Yardstick(1, (model, at) -> 1);
        }
    };

    private MatrixResult<String> run(int threads) throws InterruptedException {
        var plan = new MatrixPlan(PLAN.shapes(), PLAN.contenders(), PLAN.seeds(), threads);
        return Matrix.run(
                plan, runs, (shape, run, yardstick) -> Optional.of(shape + " " + run.contender()), progress -> {});
    }

    @Test
    void everyContenderRunsOnEveryShapeWithEverySeed() throws InterruptedException {
        var board = run(1).board();

        var slow = board.standing("ramp", "slow").orElseThrow();
        assertThat(slow.runs()).extracting(one -> one.seed()).containsExactly(3L, 4L, 5L);
        assertThat(slow.estimate(Measure.ATTAINMENT).mean()).isEqualTo(1.0 / 3);
        assertThat(board.standings()).hasSize(5);
    }

    @Test
    void theResultIsTheSameOnAnyNumberOfThreads() throws InterruptedException {
        var one = run(1);
        var four = run(4);

        assertThat(four.board()).isEqualTo(one.board());
        assertThat(four.kept()).isEqualTo(one.kept());
    }

    @Test
    void theFirstSeedsRunsAreKept() throws InterruptedException {
        assertThat(run(2).kept()).containsExactly("ramp slow", "ramp fast", "ramp broken", "steps slow", "steps fast");
    }

    @Test
    void aRunThatThrowsFailsAloneAndIsTold() throws InterruptedException {
        var result = run(2);

        assertThat(result.failures()).extracting(RunFailure::seed).containsExactly(3L, 4L, 5L);
        assertThat(result.failures().get(0).cause()).hasMessage("boom");
        assertThat(result.board().standing("steps", "broken")).isEmpty();
        assertThat(result.board().standing("ramp", "broken")).isPresent();
    }

    @Test
    void whatAShapeTakesIsAskedOnceForASeed() throws InterruptedException {
        run(4);

        assertThat(yardsticks).containsExactlyInAnyOrder("ramp 3", "ramp 4", "ramp 5", "steps 3", "steps 4", "steps 5");
    }

    @Test
    void progressIsToldAfterEveryRun() throws InterruptedException {
        var told = new ArrayList<MatrixProgress>();

        Matrix.run(PLAN, runs, (shape, run, yardstick) -> Optional.empty(), told::add);

        assertThat(told).extracting(MatrixProgress::done).startsWith(1, 2, 3).endsWith(18);
        assertThat(told).allMatch(progress -> progress.total() == 18);
    }
}
