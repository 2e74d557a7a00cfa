package ai.llmd.wva.planning.solver;

/** Brings a taking of choices within the capacity, and then down in cost, one group at a time. */
final class Repair {
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
        for (int step = 0; step < 4 * packing.groups + 100; step++) {
            if (Packing.fits(left)) {
                return true;
            }
            int bestGroup = -1;
            int bestChoice = -1;
            double bestRatio = Double.POSITIVE_INFINITY;
            for (int group = 0; group < packing.groups; group++) {
                int now = taken[group];
                if (!usesAnythingExceeded(now)) {
                    continue;
                }
                double paid = packing.cost[now] + packing.priceOf(now, prices);
                for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                    double relief = relief(now, choice);
                    if (relief > 0) {
                        double loss = packing.cost[choice] + packing.priceOf(choice, prices) - paid;
                        double ratio = loss > 0 ? loss / relief : loss * relief;
                        if (ratio < bestRatio) {
                            bestRatio = ratio;
                            bestGroup = group;
                            bestChoice = choice;
                        }
                    }
                }
            }
            if (bestGroup < 0) {
                return false;
            }
            take(bestGroup, bestChoice);
        }
        return false;
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
            relief += (excess(left[row]) - excess(left[row] + released)) / Math.max(1, packing.capacity[row]);
        }
        for (int u = packing.useStart[choice]; u < packing.useStart[choice + 1]; u++) {
            int row = packing.useRow[u];
            if (packing.useOf(now, row) == 0) {
                relief += (excess(left[row]) - excess(left[row] - packing.useAmount[u]))
                        / Math.max(1, packing.capacity[row]);
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
