package ai.llmd.wva.queueing;

import java.util.function.DoubleUnaryOperator;

/**
 * What latency targets are held against, in the state a {@link BatchChain} is in: figures that never fall with the
 * rate, and their limits.
 */
sealed interface Promise permits MeanPromise, PercentilePromise, ContinuousPromise {
    /** Steps of {@link #quantile}. */
    int BISECTIONS = 60;

    /** The figure that the TTFT target limits. */
    double ttft();

    /** The figure that the ITL target limits. */
    double itl();

    /** What {@link #ttft()} may be at most. */
    double ttftLimit();

    /** What {@link #itl()} may be at most. */
    double itlLimit();

    /** The TTFT that could be promised, in milliseconds; more than the target where the target is missed. */
    double attainableTtftMillis();

    /** The ITL that could be promised, in milliseconds; more than the target where the target is missed. */
    double attainableItlMillis();

    /**
     * The least latency that no more than the permitted share exceeds, searched above one that too many exceed.
     *
     * @param missingAt the share that exceeds a latency, milliseconds
     */
    static double quantile(DoubleUnaryOperator missingAt, double permitted, double missedMillis) {
        var low = missedMillis;
        var high = 2 * missedMillis;
        while (missingAt.applyAsDouble(high) > permitted) {
            low = high;
            high *= 2;
        }
        for (var i = 0; i < BISECTIONS; i++) {
            var middle = low + (high - low) / 2;
            if (missingAt.applyAsDouble(middle) > permitted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
