package ai.llmd.wva.hpa;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in thousandths, as the metrics APIs of Kubernetes carry them. */
public final class MilliValue {
    private static final double MILLI = 1000;

    private MilliValue() {}

    /** As prometheus-adapter serves a sample: what is less than a thousandth is cut off. */
    public static long truncated(double value) {
        return (long) (value * MILLI);
    }

    /** As KEDA serves a sample: to the nearest thousandth; what is negative, infinite or no number is 0. */
    public static long rounded(double value) {
        return Double.isFinite(value) && value > 0 ? StrictMath.round(value * MILLI) : 0;
    }

    /** As the API server reads a target. */
    static long roundedUp(double value) {
        return BigDecimal.valueOf(value)
                .movePointRight(3)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }
}
