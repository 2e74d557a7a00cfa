package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Brings a taking of choices within the capacity, and then down in cost, one group at a time. */
final class Repair {
    private static final int ROUNDS = 200;
    private static final double TINY = 1e-9;

    private final Packing packing;
    private final double[] prices;
    private final int[] taken;
    private final double[] left;

    private Repair(Packing packing, double[] prices, int[] taken) {
        this.packing = packing;
        this.prices = prices;
        this.taken = taken;
        this.left = packing.leftBy(taken);
    }

    /** Changes a taking in place until it keeps within the capacity; false where that fails. */
    static boolean makeFit(Packing packing, double[] prices, int[] taken) {
        return new Repair(packing, prices, taken).makeFit();
    }

    /** Changes a taking that fits in place while one group's change to a cheaper choice still fits. */
    static void improve(Packing packing, double[] prices, int[] taken) {
        new Repair(packing, prices, taken).improve();
    }

    private boolean makeFit() {
        var shifted = new boolean[packing.groups];
        for (int round = 0; round < ROUNDS; round++) {
            if (Packing.fits(left)) {
                return true;
            }
            var moves = moves();
            if (moves.isEmpty() ? !shift(shifted) : !apply(moves)) {
                return false;
            }
        }
        return Packing.fits(left);
    }

    /**
     * A change of a group to another choice: what it loses for each share of a capacity by which it lowers the excess.
     */
    private record Move(int group, int choice, double relief, double ratio) {}

    /** Of each group the change that relieves at the least loss. */
    private List<Move> moves() {
        var moves = new ArrayList<Move>();
        for (int group = 0; group < packing.groups; group++) {
            int now = taken[group];
            if (usesAnythingExceeded(now)) {
                Move best = null;
                for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                    double relief = relief(now, choice);
                    if (relief > 0) {
                        double loss = priced(choice) - priced(now);
                        double ratio = loss > 0 ? loss / relief : loss * relief;
                        if (best == null || ratio < best.ratio) {
                            best = new Move(group, choice, relief, ratio);
                        }
                    }
                }
                if (best != null) {
                    moves.add(best);
                }
            }
        }
        moves.sort(Comparator.comparingDouble(Move::ratio));
        return moves;
    }

    /** Makes the best of the moves, as long as they relieve as much as when they were found. */
    private boolean apply(List<Move> moves) {
        int most = 1 + moves.size() / 8;
        for (int i = 0; i < most; i++) {
            var move = moves.get(i);
            if (relief(taken[move.group], move.choice) < move.relief * 0.999) {
                return true;
            }
            take(move.group, move.choice);
        }
        return true;
    }

    /**
     * Where no change lowers the excess as a whole: the one that lowers the largest at the least loss, whatever it
     * fills.
     */
    private boolean shift(boolean[] shifted) {
        int worst = 0;
        for (int row = 1; row < packing.rows; row++) {
            if (excess(left[row]) / scale(row) > excess(left[worst]) / scale(worst)) {
                worst = row;
            }
        }
        int bestGroup = -1;
        int bestChoice = -1;
        double bestRatio = Double.POSITIVE_INFINITY;
        for (int group = 0; group < packing.groups; group++) {
            double used = packing.useOf(taken[group], worst);
            if (used > 0 && !shifted[group]) {
                for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                    double released = Math.min(used - packing.useOf(choice, worst), -left[worst]);
                    double loss = Math.max(0, priced(choice) - priced(taken[group])) + TINY;
                    if (released > 0 && loss / released < bestRatio) {
                        bestRatio = loss / released;
                        bestGroup = group;
                        bestChoice = choice;
                    }
                }
            }
        }
        if (bestGroup < 0) {
            return false;
        }
        shifted[bestGroup] = true;
        take(bestGroup, bestChoice);
        return true;
    }

    private double priced(int choice) {
        return packing.cost[choice] + packing.priceOf(choice, prices);
    }

    private double scale(int row) {
        return Math.max(1, packing.capacity[row]);
    }

    private void improve() {
        boolean improved = true;
        while (improved) {
            improved = false;
            for (int group = 0; group < packing.groups; group++) {
                int best = taken[group];
                for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                    if (isBetter(choice, best) && fitsInsteadOf(taken[group], choice)) {
                        best = choice;
                    }
                }
                if (best != taken[group]) {
                    take(group, best);
                    improved = true;
                }
            }
        }
    }

    /** Cheaper, or as cheap while what it uses is worth less. */
    private boolean isBetter(int choice, int other) {
        double difference = packing.cost[choice] - packing.cost[other];
        return difference < 0
                || (difference == 0 && packing.priceOf(choice, prices) < packing.priceOf(other, prices) * (1 - 1e-9));
    }

    private boolean usesAnythingExceeded(int choice) {
        for (int u = packing.useStart[choice]; u < packing.useStart[choice + 1]; u++) {
            if (left[packing.useRow[u]] < 0) {
                return true;
            }
        }
        return false;
    }

    /** By how much of the capacity the excess over it shrinks, over all rows. */
    private double relief(int now, int choice) {
        double relief = 0;
        for (int u = packing.useStart[now]; u < packing.useStart[now + 1]; u++) {
            int row = packing.useRow[u];
            double released = packing.useAmount[u] - packing.useOf(choice, row);
            relief += (excess(left[row]) - excess(left[row] + released)) / scale(row);
        }
        for (int u = packing.useStart[choice]; u < packing.useStart[choice + 1]; u++) {
            int row = packing.useRow[u];
            if (packing.useOf(now, row) == 0) {
                relief += (excess(left[row]) - excess(left[row] - packing.useAmount[u])) / scale(row);
            }
        }
        return relief;
    }

    private static double excess(double left) {
        return Math.max(0, -left);
    }

    private boolean fitsInsteadOf(int now, int choice) {
        for (int u = packing.useStart[choice]; u < packing.useStart[choice + 1]; u++) {
            int row = packing.useRow[u];
            if (left[row] + packing.useOf(now, row) < packing.useAmount[u]) {
                return false;
            }
        }
        return true;
    }

    private void take(int group, int choice) {
        packing.addUse(taken[group], 1, left);
        packing.addUse(choice, -1, left);
        taken[group] = choice;
    }
}
