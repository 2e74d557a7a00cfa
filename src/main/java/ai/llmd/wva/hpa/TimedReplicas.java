package ai.llmd.wva.hpa;

/** Replicas recommended, or added, or taken away, at a time. */
public record TimedReplicas(long atMillis, int replicas) {
    boolean isAfter(long millis) {
        return atMillis > millis;
    }
}
