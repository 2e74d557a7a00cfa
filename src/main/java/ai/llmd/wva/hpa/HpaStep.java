package ai.llmd.wva.hpa;

/**
 * What comes of one look.
 *
 * @param desired the replicas that the target is to have; what it has where nothing is to change
 * @param memory for the next look, if {@code desired} was set
 */
public record HpaStep(int desired, HpaMemory memory, HpaWhy why) {}
