package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What KEDA does itself at each look at the triggers; the rest is left to {@link KedaSpec#autoscaler}. Rules:
 * {@code pkg/scaling/executor/scale_scaledobjects.go} of KEDA 2.21.0, without idle replicas, fallback and pauses.
 */
public final class KedaScaling {
    private final KedaSpec spec;

    public KedaScaling(KedaSpec spec) {
        this.spec = Checks.present(spec, "the ScaledObject");
    }

    /**
     * The replicas to set now, if any.
     *
     * @param nowMillis on any clock that does not go back
     * @param replicas what the scale target is told to have
     * @param readings one for each trigger, in its order
     * @throws IllegalArgumentException where there is not one reading for each trigger
     */
    public Look look(Activity before, long nowMillis, int replicas, List<MetricReading> readings) {
        if (readings.size() != spec.triggers().size()) {
            throw new IllegalArgumentException("there are " + readings.size() + " readings of "
                    + spec.triggers().size() + " triggers");
        }
        if (isActive(readings)) {
            return active(before, nowMillis, replicas, isUnread(readings));
        }
        if (isUnread(readings)) {
            return new Look(OptionalInt.empty(), before);
        }
        if (replicas > 0 && spec.minReplicas() == 0) {
            return new Look(isCool(before, nowMillis) ? OptionalInt.of(0) : OptionalInt.empty(), before);
        }
        return new Look(
                replicas < spec.minReplicas() ? OptionalInt.of(spec.minReplicas()) : OptionalInt.empty(), before);
    }

    /** A trigger that cannot be read leaves the time of the last active look as it was, unless it starts a replica. */
    private Look active(Activity before, long nowMillis, int replicas, boolean unread) {
        var now = new Activity(OptionalLong.of(nowMillis));
        if (replicas == 0) {
            return new Look(OptionalInt.of(Math.max(1, spec.minReplicas())), now);
        }
        return new Look(OptionalInt.empty(), unread ? before : now);
    }

    /** Replicas that somebody else started, with no active look since, go at once. */
    private boolean isCool(Activity activity, long nowMillis) {
        return activity.lastActiveMillis().isEmpty()
                || activity.lastActiveMillis().getAsLong() < Windows.before(nowMillis, spec.cooldownSeconds());
    }

    private boolean isActive(List<MetricReading> readings) {
        for (var i = 0; i < readings.size(); i++) {
            if (spec.triggers().get(i).isActive(readings.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnread(List<MetricReading> readings) {
        return readings.stream().anyMatch(MetricReading.Unread.class::isInstance);
    }

    /** When a trigger was last seen active. */
    public record Activity(OptionalLong lastActiveMillis) {
        public static final Activity EMPTY = new Activity(OptionalLong.empty());
    }

    /** The replicas to set, if any, and what to remember. */
    public record Look(OptionalInt replicas, Activity activity) {}
}
