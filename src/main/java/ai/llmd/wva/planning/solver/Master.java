package ai.llmd.wva.planning.solver;

import java.util.Arrays;

/**
 * The linear program that mixes whole takings, so that on average they keep within the capacity at the least cost:
 *
 * <p>minimise sum of weight * cost, where sum of weight * use <= 1 in each row (use as a share of the capacity), the
 * weights are >= 0 and sum to 1. What exceeds a row's capacity may be bought at a high price, so that there always is a
 * solution.
 *
 * <p>Its dual prices are where the Lagrangian bound is to be evaluated next (Kelley's cutting planes; Dantzig-Wolfe
 * seen from the other side). A revised primal simplex on rows + 1 equations; the inverse is kept explicitly, as it is
 * tiny.
 */
final class Master {
    private static final int REFRESH_EVERY = 40;
    private static final double TINY = 1e-11;

    /** A share of a capacity that is more than rounding. */
    private static final double EXCEEDS = 1e-7;

    private final int rows;
    private final int size;
    private double excessPrice;
    private double[][] columns = new double[64][];
    private double[] costs = new double[64];
    private int count;

    /** In the basis: a column >= 0, else row k's slack as -1 - k or its excess as -1 - rows - k. */
    private final int[] basis;

    private final double[][] inverse;
    private final double[] weights;
    private final double[] dual;
    private int pivots;

    Master(int rows, double excessPrice) {
        this.rows = rows;
        this.size = rows + 1;
        this.excessPrice = excessPrice;
        this.basis = new int[size];
        this.inverse = new double[size][size];
        this.weights = new double[size];
        this.dual = new double[size];
    }

    /** Adds a taking by its cost and its use of each row as a share of the capacity. */
    void add(double cost, double[] useShares) {
        if (count == columns.length) {
            columns = Arrays.copyOf(columns, 2 * count);
            costs = Arrays.copyOf(costs, 2 * count);
        }
        var column = Arrays.copyOf(useShares, size);
        column[rows] = 1;
        columns[count] = column;
        costs[count++] = cost;
        if (count == 1) {
            for (int row = 0; row < rows; row++) {
                basis[row] = column[row] <= 1 ? -1 - row : -1 - rows - row;
            }
            basis[rows] = 0;
            refresh();
        }
    }

    /** Solves with the columns there are; the value, never below the best Lagrangian bound. */
    double solve() {
        int degenerate = 0;
        for (int step = 0; step < 50 * (size + 10); step++) {
            findDual();
            int entering = entering(degenerate > 2 * size);
            if (entering == NONE) {
                break;
            }
            var direction = times(entering);
            int leaving = leaving(direction);
            if (leaving < 0) {
                break;
            }
            degenerate = weights[leaving] > TINY ? 0 : degenerate + 1;
            pivot(entering, leaving, direction);
        }
        double value = 0;
        for (int i = 0; i < size; i++) {
            value += weights[i] * costOf(basis[i]);
        }
        return value;
    }

    /** Whether at the end of {@link #solve} some excess is bought. */
    boolean exceeds() {
        for (int i = 0; i < size; i++) {
            if (basis[i] < -rows && weights[i] > EXCEEDS) {
                return true;
            }
        }
        return false;
    }

    /** Makes what exceeds a row's capacity so many times dearer; {@link #solve} then goes on from where it is. */
    void raiseExcessPrice(double times) {
        excessPrice *= times;
    }

    /** The prices at the end of {@link #solve}, by row for all of its capacity. */
    void prices(double[] into) {
        for (int row = 0; row < rows; row++) {
            into[row] = Math.min(excessPrice, Math.max(0, -dual[row]));
        }
    }

    /** The weight of each column at the end of {@link #solve}. */
    double[] weights() {
        var byColumn = new double[count];
        for (int i = 0; i < size; i++) {
            if (basis[i] >= 0) {
                byColumn[basis[i]] = Math.max(0, weights[i]);
            }
        }
        return byColumn;
    }

    private static final int NONE = Integer.MIN_VALUE;

    private void findDual() {
        Arrays.fill(dual, 0);
        for (int i = 0; i < size; i++) {
            double cost = costOf(basis[i]);
            if (cost != 0) {
                for (int j = 0; j < size; j++) {
                    dual[j] += cost * inverse[i][j];
                }
            }
        }
    }

    /** The column with the most negative reduced cost, or the first one where cycling threatens (Bland's rule). */
    private int entering(boolean first) {
        int best = NONE;
        double least = -1e-9 * (1 + Math.abs(dual[rows]));
        for (int id = -2 * rows; id < count; id++) {
            double reduced = reducedCost(id);
            if (reduced < least) {
                best = id;
                least = reduced;
                if (first) {
                    break;
                }
            }
        }
        return best;
    }

    private double reducedCost(int id) {
        if (id < -rows) {
            return excessPrice + dual[-1 - rows - id];
        }
        if (id < 0) {
            return -dual[-1 - id];
        }
        double reduced = costs[id];
        for (int j = 0; j < size; j++) {
            reduced -= dual[j] * columns[id][j];
        }
        return reduced;
    }

    private double costOf(int id) {
        return id >= 0 ? costs[id] : id < -rows ? excessPrice : 0;
    }

    private double entry(int id, int row) {
        if (id >= 0) {
            return columns[id][row];
        }
        return id < -rows ? (row == -1 - rows - id ? -1 : 0) : (row == -1 - id ? 1 : 0);
    }

    private double[] times(int id) {
        var direction = new double[size];
        for (int j = 0; j < size; j++) {
            double amount = entry(id, j);
            if (amount != 0) {
                for (int i = 0; i < size; i++) {
                    direction[i] += inverse[i][j] * amount;
                }
            }
        }
        return direction;
    }

    private int leaving(double[] direction) {
        int leaving = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (direction[i] > 1e-9) {
                double ratio = Math.max(0, weights[i]) / direction[i];
                if (ratio < least - TINY || (ratio < least + TINY && basis[i] < basis[leaving])) {
                    least = Math.min(ratio, least);
                    leaving = i;
                }
            }
        }
        return leaving;
    }

    private void pivot(int entering, int leaving, double[] direction) {
        basis[leaving] = entering;
        if (++pivots % REFRESH_EVERY == 0) {
            refresh();
            return;
        }
        eliminate(inverse, leaving, direction);
        findWeights();
    }

    /** Row operations that turn a column into the unit vector of a row. */
    private static void eliminate(double[][] matrix, int pivotRow, double[] column) {
        double factor = 1 / column[pivotRow];
        var row = matrix[pivotRow];
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
        for (int i = 0; i < matrix.length; i++) {
            if (i != pivotRow && column[i] != 0) {
                for (int j = 0; j < row.length; j++) {
                    matrix[i][j] -= column[i] * row[j];
                }
            }
        }
    }

    private void findWeights() {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += inverse[i][j];
            }
            weights[i] = sum;
        }
    }

    /** Inverts the basis anew, against the rounding that the updates pile up. */
    private void refresh() {
        for (int i = 0; i < size; i++) {
            Arrays.fill(inverse[i], 0);
            inverse[i][i] = 1;
        }
        var members = basis.clone();
        var placed = new boolean[size];
        for (int member : members) {
            var column = times(member);
            int pivotRow = -1;
            for (int i = 0; i < size; i++) {
                if (!placed[i] && (pivotRow < 0 || Math.abs(column[i]) > Math.abs(column[pivotRow]))) {
                    pivotRow = i;
                }
            }
            placed[pivotRow] = true;
            basis[pivotRow] = member;
            eliminate(inverse, pivotRow, column);
        }
        findWeights();
    }
}
