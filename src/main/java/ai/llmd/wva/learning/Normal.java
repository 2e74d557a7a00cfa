package ai.llmd.wva.learning;

/**
 * Three unknowns by their normal equations: a positive definite symmetric matrix, of which the upper half counts, and
 * the right side.
 */
final class Normal {
    /** So certain is a value that was set to a bound. */
    private static final double CERTAIN = 1e9;

    private final double[][] matrix;
    private final double[] right;

    Normal(double[][] matrix, double[] right) {
        this.matrix = matrix;
        this.right = right;
    }

    /** Most likely values and their covariance, of which the upper half: 00, 01, 02, 11, 12, 22. */
    static final class Solution {
        private final double[] values;
        private final double[] covariance;

        private Solution(double[] values, double[] covariance) {
            this.values = values;
            this.covariance = covariance;
        }

        double value(int unknown) {
            return values[unknown];
        }

        double covariance(int element) {
            return covariance[element];
        }
    }

    /** With values that would be beyond a bound set to it, and the others to what is then most likely. */
    Solution within(double least, double most) {
        var solution = solve();
        for (int round = 0; round < right.length; round++) {
            int worst = -1;
            double by = 1e-6;
            for (int i = 0; i < right.length; i++) {
                double beyond = Math.max(least - solution.values[i], solution.values[i] - most);
                if (beyond > by) {
                    by = beyond;
                    worst = i;
                }
            }
            if (worst < 0) {
                break;
            }
            double bound = solution.values[worst] < least ? least : most;
            double certainty = CERTAIN * matrix[worst][worst];
            matrix[worst][worst] += certainty;
            right[worst] += certainty * bound;
            solution = solve();
        }
        for (int i = 0; i < right.length; i++) {
            solution.values[i] = Math.max(least, Math.min(most, solution.values[i]));
        }
        return solution;
    }

    private Solution solve() {
        double a = matrix[0][0];
        double b = matrix[0][1];
        double c = matrix[0][2];
        double d = matrix[1][1];
        double e = matrix[1][2];
        double f = matrix[2][2];
        // by the inverse of the factor of Cholesky, which divides by nothing that may be 0
        double l11 = Math.sqrt(a);
        double l21 = b / l11;
        double l31 = c / l11;
        double l22 = Math.sqrt(d - l21 * l21);
        double l32 = (e - l21 * l31) / l22;
        double l33 = Math.sqrt(f - l31 * l31 - l32 * l32);
        double i11 = 1 / l11;
        double i22 = 1 / l22;
        double i33 = 1 / l33;
        double i21 = -l21 * i11 * i22;
        double i32 = -l32 * i22 * i33;
        double i31 = -(l31 * i11 + l32 * i21) * i33;
        var inverse = new double[] {
            i11 * i11 + i21 * i21 + i31 * i31,
            i21 * i22 + i31 * i32,
            i31 * i33,
            i22 * i22 + i32 * i32,
            i32 * i33,
            i33 * i33
        };
        var values = new double[] {
            inverse[0] * right[0] + inverse[1] * right[1] + inverse[2] * right[2],
            inverse[1] * right[0] + inverse[3] * right[1] + inverse[4] * right[2],
            inverse[2] * right[0] + inverse[4] * right[1] + inverse[5] * right[2]
        };
        return new Solution(values, inverse);
    }
}
