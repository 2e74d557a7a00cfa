package ai.llmd.wva.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many replicas a variant should have, beside how many it has.
 *
 * @param accelerator the accelerator meant; may be empty where none is known
 * @param desired empty when there is nothing to hold: the target is missing and was never decided on
 * @param current replicas of the target now
 * @param decidedAt when this number was last decided from measured load; older than the cycle while it is held
 */
public record DesiredScale(String accelerator, OptionalInt desired, int current, Optional<Instant> decidedAt) {
    public DesiredScale {
        Checks.present(accelerator, "accelerator");
        desired.ifPresent(value -> Checks.atLeast(0, value, "desired replicas"));
        Checks.atLeast(0, current, "current replicas");
    }

    public static DesiredScale decided(String accelerator, int desired, int current, Instant at) {
        return new DesiredScale(accelerator, OptionalInt.of(desired), current, Optional.of(at));
    }

    /** What was decided, whenever that was and whatever runs. */
    DesiredScale withoutMeasurements() {
        return new DesiredScale(accelerator, desired, 0, Optional.empty());
    }
}
