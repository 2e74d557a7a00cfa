package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Searches the choices of some groups depth first, while the other groups keep theirs, for a taking of less cost.
 *
 * <p>A choice's excess is by how much it is dearer, its use priced in, than the group's cheapest. The cost of a taking
 * is the Lagrangian bound plus the excess of its choices plus the price of all that it leaves over; a branch whose
 * excess alone reaches the cost to beat is cut off. The search counts its nodes and gives up at a number of them.
 */
final class BranchAndBound {
    private static final int POLL_EVERY = 1024;

    private final Packing packing;
    private final double[] prices;
    private final WorkLimit limit;
    private final int depth;
    private final int[] members;

    /** By member: its choices of an excess below the gap, cheapest first. */
    private final int[][] choices;

    private final double[][] excess;

    /** By member and row: the least and the most that this and the following ones can use. */
    private final double[][] leastUse;

    private final double[][] mostUse;
    private final double[] left;
    private final int[] current;
    private final double base;
    private final double tolerance;
    private double toBeat;
    private Optional<int[]> found = Optional.empty();
    private long nodes;
    private boolean exhausted;

    /**
     * What a search came to.
     *
     * @param taken by group the cheapest taking it found below the cost to beat
     * @param complete whether there is none below that
     * @param nodes how many it looked at
     */
    record Selection(Optional<int[]> taken, boolean complete, long nodes) {}

    /**
     * Searches.
     *
     * @param taken keeps within the capacity, or at least could with other choices of the free groups; is not changed
     * @param free the groups that may change
     * @param toBeat total cost that is to be undercut
     * @param step the least by which a cost can be less, 0 where costs are not whole numbers
     */
    static Selection search(
            Packing packing,
            double[] prices,
            int[] taken,
            int[] free,
            double toBeat,
            double step,
            long maxNodes,
            WorkLimit limit) {
        var search = new BranchAndBound(packing, prices, taken, free, toBeat, step, maxNodes, limit);
        search.visit(0, search.base);
        return new Selection(
                search.found.map(members -> search.merged(taken, members)), !search.exhausted, search.nodes);
    }

    private final double step;
    private final long maxNodes;
    private final double fixedCost;

    private BranchAndBound(
            Packing packing,
            double[] prices,
            int[] taken,
            int[] free,
            double toBeat,
            double step,
            long maxNodes,
            WorkLimit limit) {
        this.packing = packing;
        this.prices = prices;
        this.limit = limit;
        this.step = step;
        this.maxNodes = maxNodes;
        this.depth = free.length;
        this.left = packing.leftBy(taken);
        double cost = packing.costOf(taken);
        for (int group : free) {
            packing.addUse(taken[group], 1, left);
            cost -= packing.cost[taken[group]];
        }
        this.fixedCost = cost;
        this.tolerance = 1e-9 * (1 + Math.abs(toBeat));
        this.toBeat = toBeat;
        double bound = cost;
        for (int row = 0; row < packing.rows; row++) {
            bound -= prices[row] * left[row];
        }
        var least = new double[depth];
        for (int i = 0; i < depth; i++) {
            least[i] = packing.cheapest(free[i], prices);
            bound += least[i];
        }
        this.base = bound;
        this.members = ordered(free, least, reach());
        this.choices = new int[depth][];
        this.excess = new double[depth][];
        this.current = new int[depth];
        this.leastUse = new double[depth + 1][packing.rows];
        this.mostUse = new double[depth + 1][packing.rows];
        listChoices();
    }

    /** How much excess a taking may have and still be worth finding. */
    private double reach() {
        return toBeat - Math.max(step * 0.9995, tolerance) - base;
    }

    /** Those first whose use weighs most, so that what is decided last fills the gaps. */
    private int[] ordered(int[] free, double[] least, double reach) {
        var weight = new double[free.length];
        for (int i = 0; i < free.length; i++) {
            int alternatives = 0;
            for (int choice = packing.start[free[i]]; choice < packing.start[free[i] + 1]; choice++) {
                double priced = packing.priceOf(choice, prices);
                if (packing.cost[choice] + priced - least[i] <= reach) {
                    alternatives++;
                    weight[i] = Math.max(weight[i], priced);
                }
            }
            if (alternatives <= 1) {
                weight[i] = Double.POSITIVE_INFINITY;
            }
        }
        return IntStream.range(0, free.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -weight[i]))
                .mapToInt(i -> free[i])
                .toArray();
    }

    private void listChoices() {
        double reach = reach();
        for (int i = depth - 1; i >= 0; i--) {
            int group = members[i];
            double least = packing.cheapest(group, prices);
            var listed = IntStream.range(packing.start[group], packing.start[group + 1])
                    .filter(choice -> packing.cost[choice] + packing.priceOf(choice, prices) - least <= reach)
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            choice -> packing.cost[choice] + packing.priceOf(choice, prices)))
                    .mapToInt(choice -> choice)
                    .toArray();
            choices[i] = listed;
            excess[i] = Arrays.stream(listed)
                    .mapToDouble(choice -> packing.cost[choice] + packing.priceOf(choice, prices) - least)
                    .toArray();
            for (int row = 0; row < packing.rows; row++) {
                double fewest = Double.POSITIVE_INFINITY;
                double most = 0;
                for (int choice : listed) {
                    fewest = Math.min(fewest, packing.useOf(choice, row));
                    most = Math.max(most, packing.useOf(choice, row));
                }
                leastUse[i][row] = leastUse[i + 1][row] + fewest;
                mostUse[i][row] = mostUse[i + 1][row] + most;
            }
        }
    }

    private void visit(int level, double bound) {
        if (level == depth) {
            double cost = fixedCost;
            for (int choice : current) {
                cost += packing.cost[choice];
            }
            if (cost < toBeat - tolerance) {
                toBeat = cost;
                found = Optional.of(current.clone());
            }
            return;
        }
        if (++nodes >= maxNodes || (nodes % POLL_EVERY == 0 && limit.reached())) {
            exhausted = true;
            return;
        }
        double reach = reach() + base - bound;
        for (int row = 0; row < packing.rows; row++) {
            if (left[row] < leastUse[level][row]) {
                return;
            }
            reach -= prices[row] * Math.max(0, left[row] - mostUse[level][row]);
        }
        var listed = choices[level];
        for (int c = 0; c < listed.length && excess[level][c] <= reach && !exhausted; c++) {
            if (fits(listed[c])) {
                packing.addUse(listed[c], -1, left);
                current[level] = listed[c];
                double before = toBeat;
                visit(level + 1, bound + excess[level][c]);
                packing.addUse(listed[c], 1, left);
                reach -= before - toBeat;
            }
        }
    }

    private boolean fits(int choice) {
        for (int u = packing.useStart[choice]; u < packing.useStart[choice + 1]; u++) {
            if (left[packing.useRow[u]] < packing.useAmount[u]) {
                return false;
            }
        }
        return true;
    }

    private int[] merged(int[] taken, int[] found) {
        var merged = taken.clone();
        for (int i = 0; i < depth; i++) {
            merged[members[i]] = found[i];
        }
        return merged;
    }
}
