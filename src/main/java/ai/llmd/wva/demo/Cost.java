package ai.llmd.wva.demo;

import java.util.OptionalDouble;

/** What the replicas of a decision's accelerator cost. */
final class Cost {
    private static final double SECONDS_PER_HOUR = 3600;

    private Cost() {}

    /** Cents per hour of one replica; empty while its accelerator has no price. */
    static OptionalDouble perReplicaHour(Decisions.Latest latest) {
        var accelerator = latest.decision().accelerator();
        var price = latest.plan().observation().fleet().accelerators().get(accelerator);
        var profile = latest.variant().profileFor(accelerator);
        return price == null || profile.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(price.unitCostCentsPerHour() * profile.get().acceleratorCount());
    }

    /** Cents. */
    static OptionalDouble of(OptionalDouble centsPerHour, double replicaSeconds) {
        return centsPerHour.isPresent()
                ? OptionalDouble.of(centsPerHour.getAsDouble() * replicaSeconds / SECONDS_PER_HOUR)
                : OptionalDouble.empty();
    }
}
