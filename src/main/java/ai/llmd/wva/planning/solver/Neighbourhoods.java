package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Improves a taking by searching through the choices of a few groups at a time ({@link BranchAndBound}), drawn from
 * those that could be part of a better one: groups whose choice has some excess, and groups with another choice of
 * little excess. Draws from a fixed seed and counts its work in nodes, so that it does the same every time.
 */
final class Neighbourhoods {
    private static final int LEAST_SIZE = 8;
    private static final int LARGEST_SIZE = 60;
    private static final long NODES_A_DRAW = 4_000;

    private final Packing packing;
    private final Prices prices;
    private final double step;
    private final WorkLimit limit;
    private final double goodEnough;
    private final boolean exact;
    private final SplittableRandom random;
    private int[] taken;
    private double cost;
    private final double[] least;
    private long nodesLeft;
    private boolean optimal;

    Neighbourhoods(Packing packing, Prices prices, int[] taken, Work work) {
        this.packing = packing;
        this.prices = prices;
        this.step = packing.step();
        this.limit = work.limit();
        this.goodEnough = work.goodEnough();
        this.exact = work.goodEnough() == 0;
        this.random = new SplittableRandom(work.seed());
        this.taken = taken;
        this.cost = packing.costOf(taken);
        this.nodesLeft = work.nodes();
        this.least = new double[packing.groups];
        for (int group = 0; group < packing.groups; group++) {
            least[group] = packing.cheapest(group, prices.perUnit());
        }
    }

    /** Improves until nothing better is left, or until the nodes are used up. */
    int[] improve() {
        int size = 16;
        int idle = 0;
        var core = core();
        while (core.length > 0 && nodesLeft > 0 && idle < 40 + 2 * core.length && !limit.reached()) {
            boolean all = exact && core.length <= LARGEST_SIZE && nodesLeft > 20 * NODES_A_DRAW;
            if (!all && cost - prices.bound() <= goodEnough * Math.abs(cost)) {
                break;
            }
            var outcome = BranchAndBound.search(
                    packing,
                    prices.perUnit(),
                    taken,
                    all ? core : Draw.some(core, size, random),
                    cost,
                    step,
                    all ? nodesLeft / 2 : NODES_A_DRAW,
                    limit);
            nodesLeft -= outcome.nodes() + 50;
            idle++;
            if (outcome.taken().isPresent()) {
                taken = outcome.taken().get();
                cost = packing.costOf(taken);
                core = core();
                idle = 0;
            } else if (outcome.complete() && (all || core.length <= size)) {
                optimal = true;
                break;
            }
            size = outcome.complete() ? Math.min(LARGEST_SIZE, size + 1) : Math.max(LEAST_SIZE, size - 2);
        }
        optimal |= core.length == 0;
        return taken;
    }

    /** Whether nothing better exists. */
    boolean optimal() {
        return optimal;
    }

    private double priced(int choice) {
        return packing.cost[choice] + packing.priceOf(choice, prices.perUnit());
    }

    /** The groups that may be different in a better taking, those with the least excess in another choice first. */
    private int[] core() {
        double gap = cost - prices.bound() - step * 0.9995;
        var key = new double[packing.groups];
        for (int group = 0; group < packing.groups; group++) {
            key[group] = Double.POSITIVE_INFINITY;
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                double excess = priced(choice) - least[group];
                if (choice != taken[group] && excess <= gap) {
                    key[group] = Math.min(key[group], excess - (priced(taken[group]) - least[group]));
                }
            }
        }
        return IntStream.range(0, packing.groups)
                .filter(group -> key[group] < Double.POSITIVE_INFINITY)
                .boxed()
                .sorted(Comparator.comparingDouble(group -> key[group]))
                .mapToInt(group -> group)
                .toArray();
    }
}
