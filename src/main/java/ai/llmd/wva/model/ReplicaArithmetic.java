package ai.llmd.wva.model;

/** How many replicas carry a load. */
public final class ReplicaArithmetic {
    /** Guards {@code ceil} against a quotient that is a whole number but for rounding. */
    private static final double ROUNDING = 1e-9;

    private ReplicaArithmetic() {}

    /**
     * The fewest replicas that carry a rate together.
     *
     * @param ratePerSecond >= 0
     * @param perReplicaRatePerSecond what one of them carries, > 0
     */
    public static int fewest(double ratePerSecond, double perReplicaRatePerSecond) {
        return (int) Math.min(Math.ceil(ratePerSecond / perReplicaRatePerSecond - ROUNDING), Integer.MAX_VALUE);
    }

    /** Replicas, each >= 0, and more of them; as many as there can be where that is too many for a number. */
    public static int plus(int replicas, int more) {
        return (int) Math.min((long) replicas + more, Integer.MAX_VALUE);
    }
}
