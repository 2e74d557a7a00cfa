package ai.llmd.wva.simulation.matrix;

import ai.llmd.wva.simulation.score.Scoreboard;
import java.util.List;

/**
 * What came of a matrix.
 *
 * @param board without the contenders that failed on a shape, there
 * @param kept what was kept of the runs of the first seed, in order of shapes, then contenders
 * @param failures in order of shapes, contenders and seeds
 */
public record MatrixResult<K>(Scoreboard board, List<K> kept, List<RunFailure> failures) {
    public MatrixResult {
        kept = List.copyOf(kept);
        failures = List.copyOf(failures);
    }
}
