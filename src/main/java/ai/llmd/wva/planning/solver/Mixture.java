package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * The same with no ingredient of more replicas than all the devices of its type make; empty where a minimum is
     * more.
     */
    public Optional<Mixture> within(Capacity capacity) {
        var clipped = new ArrayList<Ingredient>();
        for (var ingredient : ingredients) {
            var devices = capacity.of(ingredient.kind().type());
            long most = devices.isEmpty()
                    ? ingredient.maximum()
                    : devices.getAsLong() / ingredient.kind().devicesPerReplica();
            if (most < ingredient.minimum()) {
                return Optional.empty();
            }
            clipped.add(ingredient.withMaximum((int) Math.min(ingredient.maximum(), most)));
        }
        return Optional.of(new Mixture(ratePerSecond, clipped));
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

        double costPerRate() {
            return kind.costPerReplica() / ratePerReplica;
        }

        Ingredient withMaximum(int most) {
            return new Ingredient(kind, ratePerReplica, minimum, most, running, newcomerPenalty);
        }
    }
}
