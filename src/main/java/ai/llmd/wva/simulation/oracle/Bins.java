package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.workload.Workload;

/** The time of a workload in equal parts. */
final class Bins {
    /** The usual part. */
    static final double MILLIS = 5_000;

    private Bins() {}

    static int count(Workload workload, double binMillis) {
        return (int) Math.max(1, StrictMath.ceil(1000 * workload.durationSeconds() / binMillis));
    }

    /** The part that a time falls into; the last one for all that is later. */
    static int index(double millis, double binMillis, int count) {
        return (int) Math.max(0, Math.min(count - 1, StrictMath.floor(millis / binMillis)));
    }
}
