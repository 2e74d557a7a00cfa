package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes {@link Packing}s of {@link Offers}: a group for each demand, a row for each limited device type. To leave a
 * demand unserved is a choice too, where it is allowed; each level of priority then has a row that counts how often it
 * is made.
 */
final class Packings {
    private static final int NO_ROW = -1;
    private static final int NONE_COUNTED = Integer.MAX_VALUE;

    private final Offers offers;
    private final List<double[]> uses = new ArrayList<>();
    private int[] start = {0};
    private double[] cost = new double[64];
    private int[] origin = new int[64];
    private int count;

    private Packings(Offers offers) {
        this.offers = offers;
    }

    /**
     * To serve the demands up to a level at the least value.
     *
     * @param unserved by level, how many demands may stay unserved
     * @return empty where a demand that must be served cannot be
     */
    static Optional<Packing> ofValue(Offers offers, int lastLevel, int[] unserved) {
        return new Packings(offers).make(lastLevel, unserved, NONE_COUNTED);
    }

    /**
     * To leave as few as possible of a level unserved; all else costs nothing.
     *
     * @param unserved by level above it, how many demands may stay unserved
     */
    static Optional<Packing> ofService(Offers offers, int level, int[] unserved) {
        return new Packings(offers).make(level, unserved, level);
    }

    /** To leave as few as possible of all demands unserved, whatever their priority. */
    static Optional<Packing> ofAllService(Offers offers) {
        return new Packings(offers).make(offers.levels() - 1, new int[offers.levels()], 0);
    }

    private Optional<Packing> make(int lastLevel, int[] unserved, int firstCounted) {
        int groups = offers.upTo(lastLevel);
        int rows = offers.types().size();
        var rowOf = new int[lastLevel + 1];
        for (int level = 0; level <= lastLevel; level++) {
            rowOf[level] = level < firstCounted && unserved[level] > 0 ? rows++ : NO_ROW;
        }
        start = new int[groups + 1];
        for (int demand = 0; demand < groups; demand++) {
            addChoices(demand, firstCounted != NONE_COUNTED);
            int level = offers.levelOf(demand);
            if (level >= firstCounted || rowOf[level] != NO_ROW) {
                addUnserved(rowOf[level], rows);
            }
            start[demand + 1] = count;
            if (count == start[demand]) {
                return Optional.empty();
            }
        }
        var capacity = new double[rows];
        for (int type = 0; type < offers.types().size(); type++) {
            capacity[type] = offers.capacityOf(type);
        }
        for (int level = 0; level <= lastLevel; level++) {
            if (rowOf[level] != NO_ROW) {
                capacity[rowOf[level]] = unserved[level];
            }
        }
        return Optional.of(flat(capacity));
    }

    /** To stay unserved: counted by a row, or else a cost of 1. */
    private void addUnserved(int row, int rows) {
        var use = new double[rows];
        if (row != NO_ROW) {
            use[row] = 1;
        }
        add(row == NO_ROW ? 1 : 0, Offers.UNSERVED, use);
    }

    /** All that could fit, but none that costs and uses as much as another or more. */
    private void addChoices(int demand, boolean service) {
        var choices = offers.choicesOf(demand);
        var fitting = new ArrayList<Sized>();
        for (int c = 0; c < choices.size(); c++) {
            var use = offers.useOf(choices.get(c));
            if (couldFit(use)) {
                fitting.add(new Sized(c, service ? 0 : choices.get(c).value(), use));
            }
        }
        for (var sized : fitting) {
            if (fitting.stream().noneMatch(other -> dominates(other, sized))) {
                add(sized.value, sized.number, sized.use);
            }
        }
    }

    /** A choice with what it uses. */
    private static final class Sized {
        final int number;
        final double value;
        final double[] use;

        Sized(int number, double value, double[] use) {
            this.number = number;
            this.value = value;
            this.use = use;
        }
    }

    /** Of two that are alike the first dominates. */
    private static boolean dominates(Sized one, Sized other) {
        return one.value <= other.value
                && isNoMore(one.use, other.use)
                && (one.number < other.number || one.value < other.value || !isNoMore(other.use, one.use));
    }

    private boolean couldFit(double[] use) {
        for (int type = 0; type < use.length; type++) {
            if (use[type] > offers.capacityOf(type)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNoMore(double[] use, double[] than) {
        for (int type = 0; type < than.length; type++) {
            if (use[type] > than[type]) {
                return false;
            }
        }
        return true;
    }

    private void add(double value, int number, double[] use) {
        if (count == cost.length) {
            cost = Arrays.copyOf(cost, 2 * count);
            origin = Arrays.copyOf(origin, 2 * count);
        }
        cost[count] = value;
        origin[count++] = number;
        uses.add(use);
    }

    private Packing flat(double[] capacity) {
        int total = 0;
        for (var use : uses) {
            total += (int) Arrays.stream(use).filter(amount -> amount > 0).count();
        }
        var useStart = new int[count + 1];
        var useRow = new int[total];
        var useAmount = new double[total];
        int at = 0;
        for (int choice = 0; choice < count; choice++) {
            var use = uses.get(choice);
            for (int row = 0; row < use.length; row++) {
                if (use[row] > 0) {
                    useRow[at] = row;
                    useAmount[at++] = use[row];
                }
            }
            useStart[choice + 1] = at;
        }
        return new Packing(
                start, Arrays.copyOf(cost, count), Arrays.copyOf(origin, count), useStart, useRow, useAmount, capacity);
    }

    /** The assignment of the packing's demands that a taking is. */
    static int[] assignment(Packing packing, int[] taken) {
        var assignment = new int[taken.length];
        for (int group = 0; group < taken.length; group++) {
            assignment[group] = packing.origin[taken[group]];
        }
        return assignment;
    }

    /** The taking that is the beginning of an assignment, or does as well as that for less. */
    static int[] taking(Offers offers, Packing packing, int[] assignment) {
        var taken = new int[packing.groups];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = choiceLike(offers, packing, group, assignment[group]);
        }
        return taken;
    }

    private static int choiceLike(Offers offers, Packing packing, int group, int number) {
        for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
            if (packing.origin[choice] == number) {
                return choice;
            }
        }
        var use = offers.useOf(offers.choicesOf(group).get(number));
        int cheapest = -1;
        for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
            int other = packing.origin[choice];
            if (other != Offers.UNSERVED
                    && isNoMore(offers.useOf(offers.choicesOf(group).get(other)), use)
                    && (cheapest < 0 || packing.cost[choice] < packing.cost[cheapest])) {
                cheapest = choice;
            }
        }
        if (cheapest < 0) {
            throw new IllegalStateException(
                    "no choice of " + offers.demands().get(group).name() + " uses as little as its number " + number);
        }
        return cheapest;
    }
}
