package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One packing from its making to its best taking and a bound. Demands with a mixture have more choices than are listed:
 * those that the prices ask for are added, and the packing made anew, until none is missing; the bound holds for all of
 * them.
 */
final class Stage {
    private static final int ROUNDS = 12;

    private final Offers offers;
    private final Supplier<Optional<Packing>> maker;
    private final boolean service;
    private final Work work;
    private final WorkLimit limit;
    private final MixOffers mixes;
    private double bound = Double.NEGATIVE_INFINITY;

    /** Made of all that was offered by then, and its prices. */
    private Packing packing;

    private Prices prices;

    /** By how much the prices' bound is too high for all the mixes that are not in the packing. */
    private double tooHigh;

    /**
     * A stage.
     *
     * @param maker makes the packing of what is offered by then; empty where a demand that must be served cannot be
     * @param service whether it is the number served that counts, not the value
     */
    Stage(Offers offers, Supplier<Optional<Packing>> maker, boolean service, Work work) {
        this.offers = offers;
        this.maker = maker;
        this.service = service;
        this.work = work;
        this.limit = work.limit();
        this.mixes = new MixOffers(offers, service ? 0 : 1);
    }

    /**
     * What came of it.
     *
     * @param assignment of the demands that take part: the best that was found, if any
     * @param bound no assignment costs less; infinite where there is none
     */
    record Solved(Optional<int[]> assignment, double bound) {}

    /** What no assignment costs less than; infinite where none exists. */
    double bound(Optional<int[]> known) {
        var made = maker.get();
        if (made.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        price(made.get(), known);
        for (int round = 0; round < ROUNDS && mixes.grown() && !limit.reached(); round++) {
            price(maker.get().orElseThrow(), known);
        }
        return bound > packing.largestCost() + 1e-6 * (1 + Math.abs(bound)) ? Double.POSITIVE_INFINITY : bound;
    }

    /** Solves it, beginning with an assignment that is known to be possible. */
    Solved solve(Optional<int[]> known) {
        if (bound(known) == Double.POSITIVE_INFINITY) {
            return new Solved(known, Double.POSITIVE_INFINITY);
        }
        var outcome = search(known);
        if (offers.hasMixtures() && outcome.assignment().isPresent() && !limit.reached()) {
            return searchWithin(outcome);
        }
        return outcome;
    }

    private void price(Packing next, Optional<int[]> known) {
        packing = next;
        // what greed leaves unserved says nothing of how few that may be
        double target = service
                ? Double.POSITIVE_INFINITY
                : taking(known).map(packing::costOf).orElse(Double.POSITIVE_INFINITY);
        prices = PriceSearch.search(packing, target, limit);
        tooHigh = mixes.addCheapest(packing, prices.perUnit(), true, limit);
        bound = Math.max(bound, rounded(prices.bound() - tooHigh));
    }

    private Solved search(Optional<int[]> known) {
        var start = taking(known).map(List::of).orElse(List.of());
        var outcome = PackingSolver.search(packing, prices, start, work);
        if (outcome.taken().isEmpty()) {
            return new Solved(Optional.empty(), bound);
        }
        var taken = outcome.taken().get();
        double cost = packing.costOf(taken);
        double listed = outcome.bound() >= cost ? cost : rounded(outcome.bound());
        double proven = offers.hasMixtures() ? bound : Math.max(bound, listed);
        return new Solved(Optional.of(Packings.assignment(packing, taken)), Math.min(proven, cost));
    }

    /** Once more, with all the mixes that could be part of something better. */
    private Solved searchWithin(Solved before) {
        double cost = packing.costOf(taking(before.assignment()).orElseThrow());
        double gap = cost - bound - (service ? 1 : 0);
        if (gap < 1e-9 * (1 + Math.abs(cost))) {
            return before;
        }
        double lagrangian = prices.bound() - tooHigh;
        double excess = (cost - lagrangian) * (1 + 1e-9) + 1e-9 * Math.abs(cost);
        double reach = mixes.addWithin(excess, packing, prices.perUnit(), limit);
        if (mixes.grown()) {
            packing = maker.get().orElseThrow();
            prices = PriceSearch.search(packing, cost, limit);
        }
        var start = List.of(taking(before.assignment()).orElseThrow());
        var outcome = PackingSolver.search(packing, prices, start, work);
        var taken = outcome.taken().orElseThrow();
        double reached = packing.costOf(taken);
        // what has a mix that was not listed has more excess than the reach of those that were
        double listed = rounded(Math.min(outcome.bound(), lagrangian + reach));
        return new Solved(Optional.of(Packings.assignment(packing, taken)), Math.min(reached, Math.max(bound, listed)));
    }

    private Optional<int[]> taking(Optional<int[]> assignment) {
        return assignment.map(known -> Packings.taking(offers, packing, known));
    }

    /** A whole cost is at least the next whole number; what is below it by rounding only does not count. */
    private double rounded(double value) {
        return service ? Math.ceil(value - 1e-6) : value - 1e-10 * Math.abs(value);
    }
}
