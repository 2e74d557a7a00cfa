package ai.llmd.wva.simulation.matrix;

import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.Yardstick;

/** How a matrix gets its runs. Called from several threads. */
public interface MatrixRuns {
    RunResult run(String shape, String contender, long seed);

    /** What a shape takes with perfect knowledge; asked once for a shape and seed. */
    Yardstick yardstick(String shape, long seed);
}
