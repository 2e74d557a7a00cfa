package ai.llmd.wva.simulation.oracle;

import java.util.Arrays;

/**
 * What it costs at least to have the replicas that are needed at each time, where each start costs something and a
 * replica may be kept while it is not needed. Replicas are looked at one above the other, in slices: each is needed at
 * some times and not at others, and the slices do not depend on each other.
 */
final class HeldReplicas {
    private HeldReplicas() {}

    /**
     * Bins of replicas, starts included.
     *
     * @param needed replicas in each bin, fractions too
     * @param initial so many are there before the first bin
     * @param startBins what a start costs, in bins of a replica
     */
    static double cost(double[] needed, double initial, double startBins) {
        var levels = levels(needed, initial);
        var cost = 0.0;
        var below = 0.0;
        for (var level : levels) {
            cost += (level - below) * slice(needed, level, initial >= level, startBins);
            below = level;
        }
        return cost;
    }

    /** The edges of the slices, ascending. */
    private static double[] levels(double[] needed, double initial) {
        var all = Arrays.copyOf(needed, needed.length + 1);
        all[needed.length] = initial;
        return Arrays.stream(all).filter(level -> level > 0).sorted().distinct().toArray();
    }

    private static double slice(double[] needed, double level, boolean there, double startBins) {
        var cost = 0.0;
        var idle = there ? 0 : Double.POSITIVE_INFINITY;
        for (var bin : needed) {
            if (bin < level) {
                idle++;
            } else {
                cost += 1 + Math.min(idle, startBins);
                idle = 0;
            }
        }
        return cost;
    }
}
