package ai.llmd.wva.model;

import java.util.Optional;

/**
 * What one replica carries, and why not more.
 *
 * @param ratePerSecond the arrival rate that the load is divided by
 * @param binding which limit that rate comes from
 * @param target the latency targets that were sized for
 * @param limits the rates under each target alone
 * @param concurrent how many requests it serves at once, where it was sized by the law continuous; else it was by the
 *     published one
 */
public record ReplicaCapacity(
        double ratePerSecond,
        Constraint binding,
        ServiceTarget target,
        RateLimits limits,
        Optional<ConcurrentRequests> concurrent) {
    /** By the published law. */
    public ReplicaCapacity(double ratePerSecond, Constraint binding, ServiceTarget target, RateLimits limits) {
        this(ratePerSecond, binding, target, limits, Optional.empty());
    }

    /** By which law it was sized. */
    public SizingLaw law() {
        return concurrent.isPresent() ? SizingLaw.CONTINUOUS : SizingLaw.PUBLISHED;
    }

    /** The same, whatever the requests measured are like. */
    ReplicaCapacity withoutMeasurements() {
        return new ReplicaCapacity(0, binding, target, RateLimits.NONE);
    }
}
