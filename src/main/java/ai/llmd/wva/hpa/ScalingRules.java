package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How an autoscaler goes in one direction.
 *
 * @param stabilizationSeconds the window whose most cautious recommendation counts, 0 to 3600; empty leaves it to
 *     {@link HpaFlags}, which only the rules for scaling down may
 * @param policies at least one
 * @param tolerance the share by which a metric may miss its target without a change; empty leaves it to
 *     {@link HpaFlags}
 */
public record ScalingRules(
        OptionalInt stabilizationSeconds, PolicySelect select, List<ScalingPolicy> policies, OptionalDouble tolerance) {
    private static final int LONGEST_WINDOW_SECONDS = 3600;

    public ScalingRules {
        stabilizationSeconds.ifPresent(ScalingRules::checkWindow);
        Checks.present(select, "selectPolicy");
        policies = List.copyOf(policies);
        Checks.atLeast(1, policies.size(), "the number of policies");
        tolerance.ifPresent(value -> Checks.notNegative(value, "tolerance"));
    }

    /** The policy that allows most holds; the tolerance is the controller's. */
    public static ScalingRules of(int stabilizationSeconds, ScalingPolicy... policies) {
        return new ScalingRules(
                OptionalInt.of(stabilizationSeconds), PolicySelect.MAX, List.of(policies), OptionalDouble.empty());
    }

    public ScalingRules select(PolicySelect other) {
        return new ScalingRules(stabilizationSeconds, other, policies, tolerance);
    }

    public ScalingRules tolerating(double share) {
        return new ScalingRules(stabilizationSeconds, select, policies, OptionalDouble.of(share));
    }

    private static void checkWindow(int seconds) {
        if (seconds < 0 || seconds > LONGEST_WINDOW_SECONDS) {
            throw new IllegalArgumentException(
                    "stabilizationWindowSeconds must be 0 to " + LONGEST_WINDOW_SECONDS + ", was " + seconds);
        }
    }
}
