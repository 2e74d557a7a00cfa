package ai.llmd.wva.planning.solver;

import java.util.Arrays;

/**
 * What of a {@link Packing} is still open once some choices are ruled out: the groups that have more than one left, and
 * the capacity that the others leave.
 */
final class Core {
    private final int[] settled;
    private final int[] groups;
    private final int[] origin;
    private final Packing packing;

    private Core(int[] settled, int[] groups, int[] origin, Packing packing) {
        this.settled = settled;
        this.groups = groups;
        this.origin = origin;
        this.packing = packing;
    }

    /**
     * The core when nothing counts that must cost a given sum or more.
     *
     * @param taken a taking that fits; its choices stay
     * @param prices of the rows, from which follows what a choice makes everything cost at least
     * @param enough a total cost that does not count any more
     */
    static Core of(Packing packing, int[] taken, double[] prices, double enough) {
        double bound = 0;
        for (int row = 0; row < packing.rows; row++) {
            bound -= prices[row] * packing.capacity[row];
        }
        var least = new double[packing.groups];
        for (int group = 0; group < packing.groups; group++) {
            least[group] = packing.cheapest(group, prices);
            bound += least[group];
        }
        var start = new int[packing.groups + 1];
        var groups = new int[packing.groups];
        var origin = new int[packing.choices()];
        int open = 0;
        int count = 0;
        for (int group = 0; group < packing.groups; group++) {
            int before = count;
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                double excess = packing.cost[choice] + packing.priceOf(choice, prices) - least[group];
                if (choice == taken[group] || bound + excess < enough) {
                    origin[count++] = choice;
                }
            }
            if (count - before > 1) {
                groups[open++] = group;
                start[open] = count;
            } else {
                count = before;
            }
        }
        var opened = Arrays.copyOf(groups, open);
        var numbers = Arrays.copyOf(origin, count);
        return new Core(taken, opened, numbers, part(packing, taken, opened, Arrays.copyOf(start, open + 1), numbers));
    }

    private static Packing part(Packing whole, int[] taken, int[] groups, int[] start, int[] choices) {
        var capacity = whole.leftBy(taken);
        for (int group : groups) {
            whole.addUse(taken[group], 1, capacity);
        }
        var cost = new double[choices.length];
        var useStart = new int[choices.length + 1];
        for (int i = 0; i < choices.length; i++) {
            cost[i] = whole.cost[choices[i]];
            useStart[i + 1] = useStart[i] + whole.useStart[choices[i] + 1] - whole.useStart[choices[i]];
        }
        var useRow = new int[useStart[choices.length]];
        var useAmount = new double[useRow.length];
        for (int i = 0; i < choices.length; i++) {
            int from = whole.useStart[choices[i]];
            System.arraycopy(whole.useRow, from, useRow, useStart[i], useStart[i + 1] - useStart[i]);
            System.arraycopy(whole.useAmount, from, useAmount, useStart[i], useStart[i + 1] - useStart[i]);
        }
        return new Packing(start, cost, choices, useStart, useRow, useAmount, capacity);
    }

    /** The packing of the open groups. */
    Packing packing() {
        return packing;
    }

    /** What a taking of all groups takes of the open ones. */
    int[] inner(int[] taken) {
        var inner = new int[groups.length];
        for (int i = 0; i < groups.length; i++) {
            for (int choice = packing.start[i]; choice < packing.start[i + 1]; choice++) {
                if (origin[choice] == taken[groups[i]]) {
                    inner[i] = choice;
                }
            }
        }
        return inner;
    }

    /** The taking of all groups that a taking of the open ones stands for. */
    int[] whole(int[] inner) {
        var whole = settled.clone();
        for (int i = 0; i < groups.length; i++) {
            whole[groups[i]] = origin[inner[i]];
        }
        return whole;
    }
}
