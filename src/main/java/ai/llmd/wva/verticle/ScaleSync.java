package ai.llmd.wva.verticle;

import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.kubernetes.TargetScaler;
import ai.llmd.wva.model.ScaleRules;
import java.time.Duration;

/**
 * How targets are scaled without an autoscaler.
 *
 * @param rules how fast
 * @param interval from one step to the next of a target that may not go all the way at once, > 0
 * @param pace of the clock that the interval is measured by
 */
public record ScaleSync(TargetScaler scaler, ScaleRules rules, Duration interval, ClockPace pace) {
    /** By a clock that runs as clocks do. */
    public ScaleSync(TargetScaler scaler, ScaleRules rules, Duration interval) {
        this(scaler, rules, interval, ClockPace.REAL);
    }

    /** As often as an autoscaler looks. */
    public static ScaleSync of(TargetScaler scaler, ScaleRules rules) {
        return new ScaleSync(scaler, rules, Duration.ofSeconds(HpaFlags.DEFAULT_SYNC_SECONDS));
    }

    /** The same by a clock of another pace. */
    public ScaleSync at(ClockPace other) {
        return new ScaleSync(scaler, rules, interval, other);
    }

    long timerMillis() {
        return pace.timerMillis(interval);
    }
}
