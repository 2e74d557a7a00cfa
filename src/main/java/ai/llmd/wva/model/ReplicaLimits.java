package ai.llmd.wva.model;

import java.util.OptionalInt;

/**
 * How many replicas a variant asks to have at least and at most, each >= 0.
 *
 * @param minimum empty = 1, or 0 where the settings allow scaling to zero
 * @param maximum empty = no limit
 * @param fallback what to fall to when the last good decision is too old; empty = never fall
 */
public record ReplicaLimits(OptionalInt minimum, OptionalInt maximum, OptionalInt fallback) {
    /** A variant that leaves all to the settings. */
    public static final ReplicaLimits NONE =
            new ReplicaLimits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    public ReplicaLimits {
        minimum.ifPresent(value -> Checks.atLeast(0, value, "minReplicas"));
        maximum.ifPresent(value -> Checks.atLeast(0, value, "maxReplicas"));
        fallback.ifPresent(value -> Checks.atLeast(0, value, "fallbackReplicas"));
    }

    public static ReplicaLimits atLeast(int minimum) {
        return new ReplicaLimits(OptionalInt.of(minimum), OptionalInt.empty(), OptionalInt.empty());
    }

    public static ReplicaLimits between(int minimum, int maximum) {
        return new ReplicaLimits(OptionalInt.of(minimum), OptionalInt.of(maximum), OptionalInt.empty());
    }
}
