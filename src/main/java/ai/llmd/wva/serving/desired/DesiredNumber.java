package ai.llmd.wva.serving.desired;

import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.Optional;

/**
 * The number that an autoscaler is to follow.
 *
 * @param accelerator may be empty where none is known
 * @param desired replicas
 * @param current replicas that the target has now
 * @param decidedAt when the number was last decided from measured load, where that is known
 * @param origin where it was read
 */
public record DesiredNumber(
        VariantId id, String accelerator, int desired, int current, Optional<Instant> decidedAt, Origin origin) {

    /** Where a number comes from. */
    public enum Origin {
        /** The newest plan of this process, which leads. */
        PLAN,
        /** The status of the resource, as a leader wrote it. */
        STATUS
    }

    /** Desired by current replicas; from nothing, the desired ones. */
    public double ratio() {
        return current == 0 ? desired : (double) desired / current;
    }
}
