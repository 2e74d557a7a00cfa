package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Solves one {@link Packing}: bound and prices, then incumbents, then a search around the best of them. */
final class PackingSolver {
    private PackingSolver() {}

    /**
     * What came of it.
     *
     * @param taken the best taking that fits, if any was found
     * @param bound no taking that fits costs less; infinite where none exists
     * @param prices the prices behind the bound
     */
    record Outcome(Optional<int[]> taken, double bound, Prices prices) {}

    /**
     * Solves.
     *
     * @param known takings that fit, to start from
     * @param wholeCosts whether all costs are whole numbers, so that the bound may be rounded up
     * @param nodes how much searching may be done
     */
    static Outcome solve(Packing packing, List<int[]> known, boolean wholeCosts, long nodes, WorkLimit limit) {
        var best = cheapest(packing, known);
        double reached = best.map(packing::costOf).orElse(Double.POSITIVE_INFINITY);
        var prices = PriceSearch.search(packing, reached, limit);
        double bound = rounded(prices.bound(), wholeCosts);
        if (bound > packing.largestCost() + 1e-6 * (1 + Math.abs(bound))) {
            return new Outcome(best, Double.POSITIVE_INFINITY, prices);
        }
        if (reached <= bound) {
            return new Outcome(best, reached, prices);
        }
        var candidates = new ArrayList<int[]>();
        for (var taking : prices.takings()) {
            var repaired = taking.clone();
            if (Repair.makeFit(packing, prices.perUnit(), repaired)) {
                candidates.add(repaired);
            }
        }
        best.ifPresent(taking -> candidates.add(taking.clone()));
        candidates.forEach(taking -> Repair.improve(packing, prices.perUnit(), taking));
        best = cheapest(packing, candidates);
        if (best.isPresent()) {
            var search = new Neighbourhoods(packing, prices, wholeCosts ? 1 : 0, best.get(), nodes, limit);
            best = Optional.of(search.improve());
            double cost = packing.costOf(best.get());
            bound = search.optimal() ? cost : Math.min(bound, cost);
        }
        return new Outcome(best, bound, prices);
    }

    /** A whole cost is at least the next whole number; what is below it by rounding only does not count. */
    private static double rounded(double bound, boolean wholeCosts) {
        return wholeCosts ? Math.ceil(bound - 1e-6) : bound - 1e-10 * Math.abs(bound);
    }

    private static Optional<int[]> cheapest(Packing packing, List<int[]> takings) {
        Optional<int[]> best = Optional.empty();
        for (var taking : takings) {
            if (best.isEmpty() || packing.costOf(taking) < packing.costOf(best.get())) {
                best = Optional.of(taking);
            }
        }
        return best;
    }
}
