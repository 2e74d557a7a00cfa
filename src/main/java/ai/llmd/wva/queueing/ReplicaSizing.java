package ai.llmd.wva.queueing;

/** Says how much one replica carries within its latency targets, as {@link Sizer#sizeNext} does. */
@FunctionalInterface
public interface ReplicaSizing {
    /** Sizes one replica, whatever was sized before. */
    Sizing size(Replica replica, RequestShape shape, LatencyTargets targets);
}
