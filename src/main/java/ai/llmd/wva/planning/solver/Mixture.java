package ai.llmd.wva.planning.solver;

import java.util.List;

/**
 * A demand that several kinds of replicas may carry together: the sum of replicas * rate must reach the demand's rate.
 *
 * @param ratePerSecond to carry, > 0
 * @param ingredients what may be mixed
 */
public record Mixture(double ratePerSecond, List<Ingredient> ingredients) {
    public Mixture {
        ingredients = List.copyOf(ingredients);
        if (!(ratePerSecond > 0)) {
            throw new IllegalArgumentException("the rate must be > 0, was " + ratePerSecond);
        }
    }

    /**
     * One kind of replica.
     *
     * @param kind server, accelerator, type and cost; its number of replicas counts for nothing
     * @param ratePerReplica what one carries, > 0
     * @param minimum fewest replicas
     * @param maximum most replicas
     * @param running replicas that there are now: one more than these weighs {@code newcomerPenalty} more
     * @param newcomerPenalty share of its cost that a replica beyond the running ones weighs more, >= 0
     */
    public record Ingredient(
            Part kind, double ratePerReplica, int minimum, int maximum, int running, double newcomerPenalty) {
        public Ingredient {
            if (!(ratePerReplica > 0) || minimum < 0 || maximum < minimum || running < 0 || !(newcomerPenalty >= 0)) {
                throw new IllegalArgumentException("not an ingredient: " + ratePerReplica + " requests/s a replica, "
                        + minimum + " to " + maximum + " replicas, " + running + " running, penalty "
                        + newcomerPenalty);
            }
        }
    }
}
