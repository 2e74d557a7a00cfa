package ai.llmd.wva.model;

/**
 * What one replica carries, and why not more.
 *
 * @param ratePerSecond the arrival rate that the load is divided by
 * @param binding which limit that rate comes from
 * @param target the latency targets that were sized for
 * @param limits the rates under each target alone
 */
public record ReplicaCapacity(double ratePerSecond, Constraint binding, ServiceTarget target, RateLimits limits) {

    /** The same, whatever the requests measured are like. */
    ReplicaCapacity withoutMeasurements() {
        return new ReplicaCapacity(0, binding, target, RateLimits.NONE);
    }
}
