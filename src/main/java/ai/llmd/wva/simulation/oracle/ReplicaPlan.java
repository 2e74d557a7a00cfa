package ai.llmd.wva.simulation.oracle;

import java.util.Arrays;

/**
 * Whole replicas bin by bin, for the least cost: what replicas cost, what starting them costs, and a penalty for what
 * is short. A dynamic program over bins and replicas.
 */
final class ReplicaPlan {
    /** A replica that is short costs as much as so many that are there. */
    private static final double PENALTY = 20;

    private final int min;
    private final double startBins;
    private double[] costs;

    private ReplicaPlan(int min, int max, double startBins) {
        this.min = min;
        this.startBins = startBins;
        this.costs = new double[max - min + 1];
    }

    /**
     * The plan.
     *
     * @param needed replicas in each bin, fractions too
     * @param initial so many are there before the first bin; there are no more until a start is over
     * @param startBins how long a start takes, and what it costs, in bins of a replica
     */
    static int[] of(double[] needed, int min, int max, int initial, double startBins) {
        var plan = new ReplicaPlan(Math.min(min, initial), Math.max(max, initial), startBins);
        return plan.solve(needed, min, max, initial);
    }

    private int[] solve(double[] needed, int least, int most, int initial) {
        var before = new int[needed.length][];
        Arrays.fill(costs, Double.POSITIVE_INFINITY);
        costs[initial - min] = 0;
        for (int bin = 0; bin < needed.length; bin++) {
            before[bin] = bin < startBins
                    ? step(needed[bin], Math.min(least, initial), initial)
                    : step(needed[bin], least, most);
        }
        var replicas = new int[needed.length];
        var last = cheapest();
        for (int bin = needed.length - 1; bin >= 0; bin--) {
            replicas[bin] = last + min;
            last = before[bin][last];
        }
        return replicas;
    }

    /** One bin further: for each number of replicas, the best number before it. */
    private int[] step(double needed, int least, int most) {
        var before = new int[costs.length];
        var next = new double[costs.length];
        Arrays.fill(next, Double.POSITIVE_INFINITY);
        var fromAbove = fromAbove();
        int fromBelow = 0;
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] < costs[fromBelow] + startBins * (i - fromBelow)) {
                fromBelow = i;
            }
            var up = costs[fromBelow] + startBins * (i - fromBelow);
            var down = costs[fromAbove[i]];
            before[i] = up < down ? fromBelow : fromAbove[i];
            int replicas = i + min;
            if (replicas >= least && replicas <= most) {
                next[i] = Math.min(up, down) + replicas + PENALTY * Math.max(0, needed - replicas);
            }
        }
        costs = next;
        return before;
    }

    /** For each number of replicas, the cheapest that is not below it. */
    private int[] fromAbove() {
        var best = new int[costs.length];
        int cheapest = costs.length - 1;
        for (int i = costs.length - 1; i >= 0; i--) {
            cheapest = costs[i] <= costs[cheapest] ? i : cheapest;
            best[i] = cheapest;
        }
        return best;
    }

    private int cheapest() {
        int cheapest = 0;
        for (int i = 1; i < costs.length; i++) {
            cheapest = costs[i] < costs[cheapest] ? i : cheapest;
        }
        return cheapest;
    }
}
