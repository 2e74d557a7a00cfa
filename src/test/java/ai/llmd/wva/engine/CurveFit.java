package ai.llmd.wva.engine;

import ai.llmd.wva.engine.VllmCurve.Row;
import java.util.Arrays;
import java.util.List;

/** The step law that fits measurements of concurrent clients best, by least squares of the relative errors. */
final class CurveFit {
    private static final int PASSES = 5;

    private CurveFit() {}

    /**
     * Fits a, b and k to the times between tokens, of clients that begin together and so look back on half of their
     * answers on average, and p to the times to the first token of those whose prompts one step reads. The other
     * prompts of a round delay those who decode already.
     */
    static StepLaw fit(List<Row> decoding, List<Row> reading) {
        var promptMillis = 0.0;
        var solution = new double[3];
        for (var pass = 0; pass < PASSES; pass++) {
            solution = decode(decoding, promptMillis, true);
            if (solution[1] < 0) {
                solution = decode(decoding, promptMillis, false);
            }
            promptMillis = prompts(reading, solution[0]);
        }
        return StepLaw.chunked(solution[0], solution[1], solution[2], promptMillis);
    }

    private static double[] decode(List<Row> rows, double promptMillis, boolean withSequences) {
        var normal = new double[3][4];
        if (!withSequences) {
            normal[1][1] = 1;
        }
        for (var row : rows) {
            var contextTokens = row.clients() * (row.inputTokens() + row.outputTokens() / 2.0);
            var delayTokens = Math.max(0, row.clients() * row.inputTokens() - EngineLimits.STEP_TOKENS);
            var decodeMillis = row.itlMillis() - promptMillis * delayTokens / row.outputTokens();
            double[] factors = {1, withSequences ? row.clients() : 0, contextTokens, decodeMillis};
            for (var i = 0; i < 3; i++) {
                for (var j = 0; j < 4; j++) {
                    normal[i][j] += factors[i] * factors[j] / row.itlMillis() / row.itlMillis();
                }
            }
        }
        return solve(normal);
    }

    private static double prompts(List<Row> rows, double stepMillis) {
        var sum = 0.0;
        for (var row : rows) {
            sum += (row.ttftMillis() - stepMillis) / row.clients() / row.inputTokens();
        }
        return sum / rows.size();
    }

    /** Gauss's elimination; the last column is the right-hand side. */
    private static double[] solve(double[][] rows) {
        for (var pivot = 0; pivot < rows.length; pivot++) {
            for (var row = 0; row < rows.length; row++) {
                if (row != pivot) {
                    var factor = rows[row][pivot] / rows[pivot][pivot];
                    for (var column = pivot; column <= rows.length; column++) {
                        rows[row][column] -= factor * rows[pivot][column];
                    }
                }
            }
        }
        var solution = new double[rows.length];
        Arrays.setAll(solution, i -> rows[i][rows.length] / rows[i][i]);
        return solution;
    }
}
