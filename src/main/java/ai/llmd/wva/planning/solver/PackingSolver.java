package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds good takings of a {@link Packing} whose prices are known: incumbents first, then a search around the best of
 * them, then a search tree that proves it or betters it.
 */
final class PackingSolver {
    private PackingSolver() {}

    /**
     * What came of it.
     *
     * @param taken the best taking that fits, if any was found
     * @param bound no taking of this packing costs less
     */
    record Selection(Optional<int[]> taken, double bound) {}

    /**
     * Searches.
     *
     * @param known takings that fit, to start from
     * @param work how much searching may be done
     */
    static Selection search(Packing packing, Prices prices, List<int[]> known, Work work) {
        var candidates = new ArrayList<int[]>();
        for (var taking : prices.takings()) {
            var repaired = taking.clone();
            if (!work.limit().reached() && Repair.makeFit(packing, prices.perUnit(), repaired)) {
                candidates.add(repaired);
            }
        }
        known.forEach(taking -> candidates.add(taking.clone()));
        candidates.forEach(taking -> Repair.improve(packing, prices.perUnit(), taking));
        var best = cheapest(packing, candidates).or(() -> TreeSearch.first(packing, work));
        if (best.isEmpty()) {
            return new Selection(best, prices.bound());
        }
        var neighbourhoods = new Neighbourhoods(packing, prices, best.get(), work);
        var taken = neighbourhoods.improve();
        if (neighbourhoods.optimal()) {
            return new Selection(Optional.of(taken), packing.costOf(taken));
        }
        return TreeSearch.search(packing, prices, taken, work);
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
