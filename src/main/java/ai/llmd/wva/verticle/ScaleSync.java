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
 */
public record ScaleSync(TargetScaler scaler, ScaleRules rules, Duration interval) {
    /** As often as an autoscaler looks. */
    public static ScaleSync of(TargetScaler scaler, ScaleRules rules) {
        return new ScaleSync(scaler, rules, Duration.ofSeconds(HpaFlags.DEFAULT_SYNC_SECONDS));
    }
}
