package ai.llmd.wva.planning.solver;

import java.util.Arrays;

/**
 * A multiple-choice knapsack in flat arrays: of every group's choices exactly one is taken, so that no row's capacity
 * is exceeded and the total cost is least. Rows are device types, and besides them whatever else is counted. Amounts
 * are whole numbers, held as doubles.
 *
 * <p>Choices of a group are numbered from {@code start[group]} to {@code start[group + 1]}, what a choice uses from
 * {@code useStart[choice]} to {@code useStart[choice + 1]}.
 */
final class Packing {
    private static final double LARGEST_WHOLE = 1L << 40;

    final int groups;
    final int rows;
    final int[] start;
    final double[] cost;
    final int[] useStart;
    final int[] useRow;
    final double[] useAmount;
    final double[] capacity;

    /** By choice: whatever number its maker knows it by. */
    final int[] origin;

    Packing(
            int[] start,
            double[] cost,
            int[] origin,
            int[] useStart,
            int[] useRow,
            double[] useAmount,
            double[] capacity) {
        this.groups = start.length - 1;
        this.rows = capacity.length;
        this.start = start;
        this.cost = cost;
        this.origin = origin;
        this.useStart = useStart;
        this.useRow = useRow;
        this.useAmount = useAmount;
        this.capacity = capacity;
    }

    int choices() {
        return start[groups];
    }

    /** What a choice uses, at the prices of the rows. */
    double priceOf(int choice, double[] prices) {
        double sum = 0;
        for (int u = useStart[choice]; u < useStart[choice + 1]; u++) {
            sum += prices[useRow[u]] * useAmount[u];
        }
        return sum;
    }

    /** The least that a group can pay, its use priced in. */
    double cheapest(int group, double[] prices) {
        double least = Double.POSITIVE_INFINITY;
        for (int choice = start[group]; choice < start[group + 1]; choice++) {
            least = Math.min(least, cost[choice] + priceOf(choice, prices));
        }
        return least;
    }

    /** Adds what a choice uses, times a factor. */
    void addUse(int choice, double factor, double[] use) {
        for (int u = useStart[choice]; u < useStart[choice + 1]; u++) {
            use[useRow[u]] += factor * useAmount[u];
        }
    }

    double useOf(int choice, int row) {
        for (int u = useStart[choice]; u < useStart[choice + 1]; u++) {
            if (useRow[u] == row) {
                return useAmount[u];
            }
        }
        return 0;
    }

    /** The total cost of one choice of each group. */
    double costOf(int[] taken) {
        double sum = 0;
        for (int choice : taken) {
            sum += cost[choice];
        }
        return sum;
    }

    /** What one choice of each group leaves of the capacity; below zero where it uses too much. */
    double[] leftBy(int[] taken) {
        var left = capacity.clone();
        for (int choice : taken) {
            addUse(choice, -1, left);
        }
        return left;
    }

    static boolean fits(double[] left) {
        for (double amount : left) {
            if (amount < 0) {
                return false;
            }
        }
        return true;
    }

    /** The most that any taking of choices can cost. */
    double largestCost() {
        double sum = 0;
        for (int group = 0; group < groups; group++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int choice = start[group]; choice < start[group + 1]; choice++) {
                largest = Math.max(largest, cost[choice]);
            }
            sum += largest;
        }
        return sum;
    }

    /** The sum over the groups of how far the costs of their choices lie apart. */
    double costSpread() {
        double spread = largestCost();
        for (int group = 0; group < groups; group++) {
            spread -= Arrays.stream(cost, start[group], start[group + 1]).min().orElse(0);
        }
        return spread;
    }

    /** The totals of any two takings differ by a multiple of this; 0 where no such number is known. */
    double step() {
        double step = 0;
        for (int group = 0; group < groups; group++) {
            for (int choice = start[group] + 1; choice < start[group + 1]; choice++) {
                double difference = Math.abs(cost[choice] - cost[start[group]]);
                if (difference > LARGEST_WHOLE || difference != Math.rint(difference)) {
                    return 0;
                }
                step = commonDivisor(step, difference);
            }
        }
        return step;
    }

    private static double commonDivisor(double one, double other) {
        double larger = one;
        double smaller = other;
        while (smaller != 0) {
            double rest = larger % smaller;
            larger = smaller;
            smaller = rest;
        }
        return larger;
    }
}
