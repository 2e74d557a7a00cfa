package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.List;

/** Packings for the tests of what works on them. */
final class PackingParts {
    private PackingParts() {}

    /** To serve all demands of a problem; there must be a choice for each. */
    static Packing ofAll(AllocationProblem problem) {
        var offers = new Offers(problem);
        return Packings.ofValue(offers, offers.levels() - 1, new int[offers.levels()])
                .orElseThrow();
    }

    /** Everything that could be taken and fits. */
    static List<int[]> allThatFit(Packing packing) {
        var all = new ArrayList<int[]>();
        add(packing, 0, new int[packing.groups], all);
        return all;
    }

    private static void add(Packing packing, int group, int[] taken, List<int[]> all) {
        if (group == packing.groups) {
            if (Packing.fits(packing.leftBy(taken))) {
                all.add(taken.clone());
            }
            return;
        }
        for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
            taken[group] = choice;
            add(packing, group + 1, taken, all);
        }
    }

    static double leastCost(Packing packing) {
        return allThatFit(packing).stream().mapToDouble(packing::costOf).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Problems of so many servers of which each can be served by itself. */
    static List<Packing> random(int count, int servers) {
        var packings = new ArrayList<Packing>();
        for (long seed = 0; packings.size() < count; seed++) {
            var offers = new Offers(RandomProblems.random(seed, servers));
            Packings.ofValue(offers, offers.levels() - 1, new int[offers.levels()])
                    .ifPresent(packings::add);
        }
        return packings;
    }
}
