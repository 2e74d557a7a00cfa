package ai.llmd.wva.queueing;

/**
 * What latency targets are held against, in the state a {@link BatchChain} is in: figures that never fall with the
 * rate, and their limits.
 */
sealed interface Promise permits MeanPromise, PercentilePromise {
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
}
