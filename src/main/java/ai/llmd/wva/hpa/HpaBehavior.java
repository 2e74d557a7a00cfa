package ai.llmd.wva.hpa;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How an autoscaler goes up and down.
 *
 * @param up with a window of its own
 */
public record HpaBehavior(ScalingRules up, ScalingRules down) {
    /** What the API server fills in for scaling up: 4 pods or 100 % in 15 s, whichever is more, at once. */
    public static final ScalingRules DEFAULT_UP =
            ScalingRules.of(0, ScalingPolicy.pods(4, 15), ScalingPolicy.percent(100, 15));

    /** What the API server fills in for scaling down: all of it, after the controller's window of usually 300 s. */
    public static final ScalingRules DEFAULT_DOWN = new ScalingRules(
            OptionalInt.empty(), PolicySelect.MAX, List.of(ScalingPolicy.percent(100, 15)), OptionalDouble.empty());

    /**
     * The published defaults. An autoscaler without a {@code behavior} does not follow them: see
     * {@link HpaSpec#behavior}.
     */
    public static final HpaBehavior DEFAULT = new HpaBehavior(DEFAULT_UP, DEFAULT_DOWN);

    public HpaBehavior {
        if (up.stabilizationSeconds().isEmpty()) {
            throw new IllegalArgumentException("the rules for scaling up need a stabilizationWindowSeconds");
        }
    }
}
