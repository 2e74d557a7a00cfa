package ai.llmd.wva.model;

import java.util.List;

/**
 * Replicas of several variants that carry a load together.
 *
 * @param shares those that have a replica at least, in the order of the variants
 */
public record Mix(List<Share> shares, double costCentsPerHour) {

    /** Replicas of one variant, named without its namespace. */
    public record Share(String variant, String accelerator, int replicas) {
        public Share {
            Checks.text(variant, "variant");
            Checks.text(accelerator, "accelerator");
            Checks.atLeast(1, replicas, "replicas");
        }
    }

    public Mix {
        shares = List.copyOf(shares);
        Checks.notNegative(costCentsPerHour, "cost");
    }
}
