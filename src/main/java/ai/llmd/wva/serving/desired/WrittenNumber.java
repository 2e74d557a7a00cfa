package ai.llmd.wva.serving.desired;

import java.time.Instant;
import java.util.Optional;

/**
 * The number that the status of a resource shows.
 *
 * @param uid of the resource
 * @param accelerator may be empty
 * @param desired replicas, >= 0
 * @param decidedAt when that was decided from measured load
 * @param acted whether it was published for autoscalers, and not only told
 */
public record WrittenNumber(String uid, String accelerator, int desired, Optional<Instant> decidedAt, boolean acted) {}
