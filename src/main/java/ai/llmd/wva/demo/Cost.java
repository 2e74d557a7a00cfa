package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.SECONDS_PER_HOUR;

import java.util.OptionalDouble;

/** What the replicas of a decision's accelerator cost. */
final class Cost {
    private Cost() {}

    /** Cents per hour of one replica; empty while its accelerator has no price. */
    static OptionalDouble perReplicaHour(Decisions.Latest latest) {
        return latest.plan()
                .observation()
                .fleet()
                .costCentsPerHour(latest.variant(), latest.decision().accelerator(), 1);
    }

    /** Cents. */
    static OptionalDouble of(OptionalDouble centsPerHour, double replicaSeconds) {
        return centsPerHour.isPresent()
                ? OptionalDouble.of(centsPerHour.getAsDouble() * replicaSeconds / SECONDS_PER_HOUR)
                : OptionalDouble.empty();
    }
}
