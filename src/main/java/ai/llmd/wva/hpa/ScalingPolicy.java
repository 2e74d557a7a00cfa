package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;

/**
 * How much the replicas may change within a period.
 *
 * @param value pods, or percent of the replicas at the start of the period; >= 1
 * @param periodSeconds 1 to 1800
 */
public record ScalingPolicy(Kind kind, int value, int periodSeconds) {
    private static final int LONGEST_PERIOD_SECONDS = 1800;

    /** What the value counts. */
    public enum Kind {
        PODS,
        PERCENT
    }

    public ScalingPolicy {
        Checks.present(kind, "the kind of a policy");
        Checks.atLeast(1, value, "the value of a policy");
        Checks.atLeast(1, periodSeconds, "periodSeconds");
        if (periodSeconds > LONGEST_PERIOD_SECONDS) {
            throw new IllegalArgumentException(
                    "periodSeconds must be <= " + LONGEST_PERIOD_SECONDS + ", was " + periodSeconds);
        }
    }

    public static ScalingPolicy pods(int value, int periodSeconds) {
        return new ScalingPolicy(Kind.PODS, value, periodSeconds);
    }

    public static ScalingPolicy percent(int value, int periodSeconds) {
        return new ScalingPolicy(Kind.PERCENT, value, periodSeconds);
    }
}
