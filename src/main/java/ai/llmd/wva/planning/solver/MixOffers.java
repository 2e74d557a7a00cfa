package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.ArrayList;
import java.util.List;

/** Adds mixes to what is offered, as prices for the devices ask for them. */
final class MixOffers {
    private static final long NODES = 5_000;

    /** How many mixes within reach may be added for one demand, and for all of them. */
    private static final int MOST_A_DEMAND = 1_000;

    private static final int MOST = 40_000;

    /** How many parts the mixes within reach of one demand may have together, at most: what bounds memory and time. */
    private static final int MOST_PARTS = 400_000;

    private final Offers offers;
    private final double costWeight;
    private boolean grown;

    MixOffers(Offers offers, double costWeight) {
        this.offers = offers;
        this.costWeight = costWeight;
    }

    /**
     * Offers each demand its cheapest mix, where that is none of its choices yet.
     *
     * @param mayAdd false where it is only the answer that is wanted
     * @return by how much the bound over the packing's choices is too high, as better mixes are not among them
     */
    double addCheapest(Packing packing, double[] perUnit, boolean mayAdd, WorkLimit limit) {
        grown = false;
        double tooHigh = 0;
        for (int group = 0; group < packing.groups; group++) {
            var mixture = offers.mixtureOf(group);
            if (mixture.isPresent()) {
                if (limit.reached()) {
                    return Double.POSITIVE_INFINITY;
                }
                double listed = packing.cheapest(group, perUnit);
                var mix =
                        MixSearch.cheapest(mixture.get(), costWeight, offers.surcharge(mixture.get(), perUnit), NODES);
                tooHigh += Math.max(0, listed - mix.bound);
                if (mayAdd && mix.price < listed - 1e-7 * (1 + Math.abs(listed))) {
                    grown |= offers.add(group, Mixes.choice(mixture.get(), mix.replicas));
                }
            }
        }
        return tooHigh;
    }

    /** Whether the last call added any. */
    boolean grown() {
        return grown;
    }

    /**
     * Offers all mixes that could be part of something better: those that are dearer than the demand's cheapest choice,
     * their devices priced in, by no more than an excess.
     *
     * @return the excess up to which all were added, less where they are too many
     */
    double addWithin(double excess, Packing packing, double[] perUnit, WorkLimit limit) {
        double reach = excess;
        for (int tries = 0; tries < 6 && !limit.reached(); tries++, reach /= 4) {
            var found = within(reach, packing, perUnit, limit);
            if (!found.isEmpty()) {
                grown = false;
                for (int group = 0; group < found.size(); group++) {
                    for (int[] replicas : found.get(group)) {
                        grown |= offers.add(
                                group, Mixes.choice(offers.mixtureOf(group).orElseThrow(), replicas));
                    }
                }
                return reach;
            }
        }
        grown = false;
        return 0;
    }

    /** By group the mixes within reach; empty where they are too many, or the limit is reached. */
    private List<List<int[]>> within(double reach, Packing packing, double[] perUnit, WorkLimit limit) {
        var found = new ArrayList<List<int[]>>();
        int count = 0;
        for (int group = 0; group < packing.groups; group++) {
            var mixture = offers.mixtureOf(group);
            if (mixture.isEmpty()) {
                found.add(List.of());
                continue;
            }
            if (limit.reached()) {
                return List.of();
            }
            double price = packing.cheapest(group, perUnit) + reach;
            int most = Math.min(
                    MOST_A_DEMAND, MOST_PARTS / mixture.get().ingredients().size());
            var mixes = MixSearch.upTo(
                    price, most, mixture.get(), costWeight, offers.surcharge(mixture.get(), perUnit), 20L * most);
            if (mixes.isEmpty() || count + mixes.get().size() > MOST) {
                return List.of();
            }
            count += mixes.get().size();
            found.add(mixes.get());
        }
        return found;
    }
}
