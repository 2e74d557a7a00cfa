package ai.llmd.wva.profile.fit;

import java.util.Arrays;
import java.util.Optional;

/**
 * Linear least squares of a few coefficients that are physical: none is below 0. Solves for every subset of the columns
 * and keeps the best solution that is physical, which is exact for so few.
 */
final class LeastSquares {
    /** A pivot below this share of its column is no information. */
    private static final double SINGULAR = 1e-9;

    private final double[][] rows;
    private final double[] values;
    private final int columns;

    private LeastSquares(double[][] rows, double[] values) {
        this.rows = rows;
        this.values = values;
        this.columns = rows[0].length;
    }

    /** The answer. */
    static final class Solution {
        private final double[] coefficients;
        private final double[] errors;
        private final double squares;

        private Solution(double[] coefficients, double[] errors, double squares) {
            this.coefficients = coefficients;
            this.errors = errors;
            this.squares = squares;
        }

        /** 0 or more. */
        double coefficient(int column) {
            return coefficients[column];
        }

        /** Its standard error, from what the residuals are; 0 for one that is held at 0. */
        double error(int column) {
            return errors[column];
        }
    }

    /** Coefficients of the columns of {@code rows}, weighted by whoever made them; empty where nothing tells them. */
    static Optional<Solution> solve(double[][] rows, double[] values) {
        return new LeastSquares(rows, values).best();
    }

    private Optional<Solution> best() {
        Solution best = null;
        for (var chosen = 1; chosen < 1 << columns; chosen++) {
            var solution = of(chosen);
            if (solution != null && (best == null || solution.squares < best.squares)) {
                best = solution;
            }
        }
        return Optional.ofNullable(best);
    }

    /** With the chosen columns only; null where they are not independent or a coefficient is not physical. */
    private Solution of(int chosen) {
        var used = indices(chosen);
        var scale = new double[used.length];
        for (var i = 0; i < used.length; i++) {
            for (var row : rows) {
                scale[i] += row[used[i]] * row[used[i]];
            }
            scale[i] = StrictMath.sqrt(scale[i]);
            if (scale[i] == 0) {
                return null;
            }
        }
        var inverse = inverse(normal(used, scale));
        if (inverse == null) {
            return null;
        }
        var coefficients = new double[columns];
        for (var i = 0; i < used.length; i++) {
            for (var j = 0; j < used.length; j++) {
                coefficients[used[i]] += inverse[i][j] * product(used[j]) / scale[j];
            }
            coefficients[used[i]] /= scale[i];
            if (coefficients[used[i]] < 0) {
                return null;
            }
        }
        var squares = squares(coefficients);
        var spare = rows.length - used.length;
        var variance = spare > 0 ? squares / spare : 0;
        var errors = new double[columns];
        for (var i = 0; i < used.length; i++) {
            errors[used[i]] = StrictMath.sqrt(variance * inverse[i][i]) / scale[i];
        }
        return new Solution(coefficients, errors, squares);
    }

    private int[] indices(int chosen) {
        var used = new int[Integer.bitCount(chosen)];
        var next = 0;
        for (var column = 0; column < columns; column++) {
            if ((chosen >> column & 1) == 1) {
                used[next++] = column;
            }
        }
        return used;
    }

    private double[][] normal(int[] used, double[] scale) {
        var normal = new double[used.length][used.length];
        for (var i = 0; i < used.length; i++) {
            for (var j = 0; j < used.length; j++) {
                for (var row : rows) {
                    normal[i][j] += row[used[i]] / scale[i] * row[used[j]] / scale[j];
                }
            }
        }
        return normal;
    }

    private double product(int column) {
        var sum = 0.0;
        for (var i = 0; i < rows.length; i++) {
            sum += rows[i][column] * values[i];
        }
        return sum;
    }

    private double squares(double[] coefficients) {
        var sum = 0.0;
        for (var i = 0; i < rows.length; i++) {
            var left = values[i];
            for (var column = 0; column < columns; column++) {
                left -= rows[i][column] * coefficients[column];
            }
            sum += left * left;
        }
        return sum;
    }

    /** By Gauss and Jordan; of a matrix that is positive definite no rows need to change places. */
    private static double[][] inverse(double[][] matrix) {
        var size = matrix.length;
        var work = new double[size][];
        for (var i = 0; i < size; i++) {
            work[i] = Arrays.copyOf(matrix[i], 2 * size);
            work[i][size + i] = 1;
        }
        for (var pivot = 0; pivot < size; pivot++) {
            if (!(work[pivot][pivot] > SINGULAR)) {
                return null;
            }
            divide(work[pivot], work[pivot][pivot]);
            for (var i = 0; i < size; i++) {
                if (i != pivot) {
                    subtract(work[i], work[pivot], work[i][pivot]);
                }
            }
        }
        for (var i = 0; i < size; i++) {
            work[i] = Arrays.copyOfRange(work[i], size, 2 * size);
        }
        return work;
    }

    private static void divide(double[] row, double by) {
        for (var i = 0; i < row.length; i++) {
            row[i] /= by;
        }
    }

    private static void subtract(double[] row, double[] other, double times) {
        for (var i = 0; i < row.length; i++) {
            row[i] -= times * other[i];
        }
    }
}
