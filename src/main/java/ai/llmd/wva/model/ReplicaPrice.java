package ai.llmd.wva.model;

/**
 * What one replica of a variant costs on an accelerator.
 *
 * @param units of the accelerator that it takes, >= 1
 * @param centsPerHour of all of them, >= 0
 * @param own whether the variant itself says so, by {@code variantCost}; else it follows from the unit costs
 */
public record ReplicaPrice(String accelerator, int units, double centsPerHour, boolean own) {
    public ReplicaPrice {
        Checks.text(accelerator, "accelerator");
        Checks.atLeast(1, units, "units");
        Checks.notNegative(centsPerHour, "price");
    }

    /** Cents per hour of that many. */
    public double centsPerHour(int replicas) {
        return centsPerHour * replicas;
    }
}
