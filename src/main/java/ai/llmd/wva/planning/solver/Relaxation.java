package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.Arrays;

/**
 * The linear relaxation of a {@link Packing} some of whose choices are forbidden: choices may be taken in shares, which
 * sum to 1 in each group. What exceeds a row's capacity may be bought at a high price, so that there always is a
 * solution.
 *
 * <p>A dual simplex that knows the groups (generalized upper bounding, Dantzig and Van Slyke 1967): one choice of each
 * group is its key, whose share is what the others leave of 1, so that the basis has only as many columns as there are
 * rows. To forbid more leaves a basis dual feasible: a search tree goes on from its parent's.
 *
 * <p>Whatever rounding does to the simplex, {@link #bound} holds: it is the Lagrangian bound at the prices found.
 */
final class Relaxation {
    private static final double FEASIBLE = 1e-7;
    private static final double PIVOT = 1e-9;
    private static final double SINGULAR = 1e-12;

    /** What is bought beyond a capacity costs so many times as much as all choices may differ. */
    private static final double EXCESS = 100;

    private static final int LOOK_EVERY = 16;
    private static final int NONE = Integer.MIN_VALUE;

    private final Packing packing;
    private final int rows;
    private final int[] groupOf;
    private final double excessPrice;

    /** By row the most that a choice uses; the simplex counts in shares of that. */
    private final double[] scale;

    private final double[] amount;
    private final boolean[] forbidden;

    /** By group its key; by row what else is basic: a choice >= 0, row k's slack as -1 - k, its excess beyond those. */
    private int[] key;

    private int[] basis;
    private final boolean[] basic;

    private final double[][] inverse;
    private final double[][] matrix;
    private final double[] share;
    private final double[] keyShare;
    private final double[] dual;
    private long work;

    Relaxation(Packing packing) {
        this.packing = packing;
        this.rows = packing.rows;
        this.groupOf = new int[packing.choices()];
        this.forbidden = new boolean[packing.choices()];
        this.basic = new boolean[packing.choices()];
        this.excessPrice = EXCESS * (packing.costSpread() + 1);
        this.scale = new double[rows];
        this.amount = packing.useAmount.clone();
        Arrays.fill(scale, 1);
        for (int u = 0; u < amount.length; u++) {
            scale[packing.useRow[u]] = Math.max(scale[packing.useRow[u]], amount[u]);
        }
        for (int u = 0; u < amount.length; u++) {
            amount[u] /= scale[packing.useRow[u]];
        }
        this.key = new int[packing.groups];
        this.basis = new int[rows];
        this.inverse = new double[rows][rows];
        this.matrix = new double[rows][rows];
        this.share = new double[rows];
        this.keyShare = new double[packing.groups];
        this.dual = new double[rows];
        for (int group = 0; group < packing.groups; group++) {
            key[group] = packing.start[group];
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                groupOf[choice] = group;
                if (packing.cost[choice] < packing.cost[key[group]]) {
                    key[group] = choice;
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            basis[row] = -1 - row;
        }
        markBasic();
    }

    /** Where the simplex stands. */
    static final class Basis {
        private final int[] key;
        private final int[] others;

        private Basis(int[] key, int[] others) {
            this.key = key;
            this.others = others;
        }
    }

    Basis basis() {
        return new Basis(key.clone(), basis.clone());
    }

    /** Goes back to a basis at which no more was forbidden than is now. */
    void goTo(Basis to) {
        key = to.key.clone();
        basis = to.others.clone();
        markBasic();
    }

    int groupOf(int choice) {
        return groupOf[choice];
    }

    boolean isForbidden(int choice) {
        return forbidden[choice];
    }

    void forbid(int choice, boolean is) {
        forbidden[choice] = is;
    }

    /** How many choices were looked at so far: what the time it took goes with. */
    long work() {
        return work;
    }

    /**
     * Solves it, from the basis where it is.
     *
     * @param enough ends it as soon as the bound reaches this
     * @param limit ends it too; the bound holds all the same
     */
    void solve(double enough, int mostPivots, WorkLimit limit) {
        for (int pivot = 0; pivot <= mostPivots; pivot++) {
            if (!invert() || (pivot % LOOK_EVERY == LOOK_EVERY - 1 && limit.reached())) {
                return;
            }
            findShares();
            findDual();
            work += packing.choices() + (long) rows * rows * rows / 4;
            int leaving = leaving();
            if (leaving == NONE || (pivot > 0 && dualValue() >= enough) || pivot == mostPivots || !pivot(leaving)) {
                return;
            }
        }
    }

    /** No taking without what is forbidden costs less; infinite where a group has nothing left. */
    double bound() {
        var prices = prices();
        double bound = 0;
        for (int row = 0; row < rows; row++) {
            bound -= prices[row] * packing.capacity[row];
        }
        for (int group = 0; group < packing.groups; group++) {
            bound += cheapest(group, prices);
        }
        work += packing.choices();
        return bound;
    }

    /** The price of one unit of each row, >= 0. */
    double[] prices() {
        var prices = new double[rows];
        for (int row = 0; row < rows; row++) {
            prices[row] = Math.max(0, -dual[row]) / scale[row];
        }
        return prices;
    }

    /** What the cheapest of a group's choices costs, its use priced in. */
    double cheapest(int group, double[] prices) {
        double least = Double.POSITIVE_INFINITY;
        for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
            if (!forbidden[choice]) {
                least = Math.min(least, packing.cost[choice] + packing.priceOf(choice, prices));
            }
        }
        return least;
    }

    /** By choice the share that is taken of it. */
    double[] shares() {
        var shares = new double[packing.choices()];
        for (int group = 0; group < packing.groups; group++) {
            shares[key[group]] = keyShare[group];
        }
        for (int i = 0; i < rows; i++) {
            if (basis[i] >= 0) {
                shares[basis[i]] = share[i];
            }
        }
        return shares;
    }

    private void markBasic() {
        Arrays.fill(basic, false);
        for (int choice : key) {
            basic[choice] = true;
        }
        for (int id : basis) {
            if (id >= 0) {
                basic[id] = true;
            }
        }
    }

    /** Inverts the basis: less the key's use, a choice's use; false where it is singular. */
    private boolean invert() {
        for (int i = 0; i < rows; i++) {
            Arrays.fill(matrix[i], 0);
            Arrays.fill(inverse[i], 0);
            inverse[i][i] = 1;
        }
        for (int i = 0; i < rows; i++) {
            int id = basis[i];
            if (id >= 0) {
                addUse(id, 1, i);
                addUse(key[groupOf[id]], -1, i);
            } else {
                matrix[rowOf(id)][i] = id < -rows ? -1 : 1;
            }
        }
        for (int column = 0; column < rows; column++) {
            int pivotRow = column;
            for (int i = column + 1; i < rows; i++) {
                if (Math.abs(matrix[i][column]) > Math.abs(matrix[pivotRow][column])) {
                    pivotRow = i;
                }
            }
            if (Math.abs(matrix[pivotRow][column]) < SINGULAR) {
                return false;
            }
            swap(matrix, column, pivotRow);
            swap(inverse, column, pivotRow);
            eliminate(column);
        }
        return true;
    }

    private void addUse(int choice, double factor, int column) {
        for (int u = packing.useStart[choice]; u < packing.useStart[choice + 1]; u++) {
            matrix[packing.useRow[u]][column] += factor * amount[u];
        }
    }

    private static void swap(double[][] of, int one, int other) {
        var row = of[one];
        of[one] = of[other];
        of[other] = row;
    }

    private void eliminate(int column) {
        double factor = 1 / matrix[column][column];
        for (int j = 0; j < rows; j++) {
            matrix[column][j] *= factor;
            inverse[column][j] *= factor;
        }
        for (int i = 0; i < rows; i++) {
            double times = matrix[i][column];
            if (i != column && times != 0) {
                for (int j = 0; j < rows; j++) {
                    matrix[i][j] -= times * matrix[column][j];
                    inverse[i][j] -= times * inverse[column][j];
                }
            }
        }
    }

    private int rowOf(int id) {
        return id < -rows ? -1 - rows - id : -1 - id;
    }

    private void findShares() {
        var left = packing.leftBy(key);
        for (int row = 0; row < rows; row++) {
            left[row] /= scale[row];
        }
        Arrays.fill(keyShare, 1);
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < rows; j++) {
                sum += inverse[i][j] * left[j];
            }
            share[i] = sum;
            if (basis[i] >= 0) {
                keyShare[groupOf[basis[i]]] -= sum;
            }
        }
    }

    private void findDual() {
        Arrays.fill(dual, 0);
        for (int i = 0; i < rows; i++) {
            int id = basis[i];
            double cost = id < -rows ? excessPrice : id < 0 ? 0 : packing.cost[id] - packing.cost[key[groupOf[id]]];
            if (cost != 0) {
                for (int j = 0; j < rows; j++) {
                    dual[j] += cost * inverse[i][j];
                }
            }
        }
    }

    /** A choice's scaled use times a row vector. */
    private double times(int choice, double[] vector) {
        double sum = 0;
        for (int u = packing.useStart[choice]; u < packing.useStart[choice + 1]; u++) {
            sum += vector[packing.useRow[u]] * amount[u];
        }
        return sum;
    }

    private double dualValue() {
        double value = 0;
        for (int row = 0; row < rows; row++) {
            value += dual[row] * packing.capacity[row] / scale[row];
        }
        for (int choice : key) {
            value += packing.cost[choice] - times(choice, dual);
        }
        return value;
    }

    /** What is farthest from where it may be: the i-th of the basis, or group g's key as -1 - g. */
    private int leaving() {
        int leaving = NONE;
        double most = FEASIBLE;
        for (int i = 0; i < rows; i++) {
            double by = basis[i] >= 0 && forbidden[basis[i]] ? Math.abs(share[i]) : -share[i];
            if (by > most) {
                most = by;
                leaving = i;
            }
        }
        for (int group = 0; group < packing.groups; group++) {
            double by = forbidden[key[group]] ? Math.abs(keyShare[group]) : -keyShare[group];
            if (by > most) {
                most = by;
                leaving = -1 - group;
            }
        }
        return leaving;
    }

    private boolean pivot(int leaving) {
        int group = leaving < 0 ? -1 - leaving : NONE;
        var along = new double[rows];
        int partner = leaving;
        if (group == NONE) {
            System.arraycopy(inverse[leaving], 0, along, 0, rows);
        } else {
            partner = subtractMembers(group, along);
        }
        double sign = (group == NONE ? share[leaving] : keyShare[group]) < 0 ? -1 : 1;
        int entering = entering(along, group, sign);
        if (entering == NONE) {
            return false;
        }
        if (group != NONE) {
            int out = key[group];
            basic[out] = false;
            key[group] = partner == NONE ? entering : basis[partner];
        } else if (basis[leaving] >= 0) {
            basic[basis[leaving]] = false;
        }
        if (partner != NONE) {
            basis[partner] = entering;
        }
        if (entering >= 0) {
            basic[entering] = true;
        }
        return true;
    }

    /** Subtracts the rows of a group's choices beside its key; the largest of them, if any. */
    private int subtractMembers(int group, double[] along) {
        int partner = NONE;
        for (int i = 0; i < rows; i++) {
            if (basis[i] >= 0 && groupOf[basis[i]] == group) {
                for (int j = 0; j < rows; j++) {
                    along[j] -= inverse[i][j];
                }
                if (partner == NONE || share[i] > share[partner]) {
                    partner = i;
                }
            }
        }
        return partner;
    }

    /** What may enter at the least loss. */
    private int entering(double[] along, int leavingGroup, double sign) {
        int entering = NONE;
        double least = Double.POSITIVE_INFINITY;
        double size = 0;
        for (int group = 0; group < packing.groups; group++) {
            double alongKey = times(key[group], along) - (group == leavingGroup ? 1 : 0);
            double pricedKey = packing.cost[key[group]] - times(key[group], dual);
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                if (!basic[choice] && !forbidden[choice]) {
                    double alpha = sign * (times(choice, along) - alongKey);
                    if (alpha > PIVOT) {
                        double loss = packing.cost[choice] - times(choice, dual) - pricedKey;
                        double ratio = Math.max(0, loss) / alpha;
                        if (ratio < least || (ratio <= least && alpha > size)) {
                            least = ratio;
                            size = alpha;
                            entering = choice;
                        }
                    }
                }
            }
        }
        for (int id = -1; id >= -2 * rows; id--) {
            boolean excess = id < -rows;
            double alpha = sign * (excess ? -along[rowOf(id)] : along[rowOf(id)]);
            double loss = excess ? excessPrice + dual[rowOf(id)] : -dual[rowOf(id)];
            if (alpha > PIVOT && !isBasic(id) && Math.max(0, loss) / alpha < least) {
                least = Math.max(0, loss) / alpha;
                entering = id;
            }
        }
        return entering;
    }

    private boolean isBasic(int id) {
        for (int other : basis) {
            if (other == id) {
                return true;
            }
        }
        return false;
    }
}
