package ai.llmd.wva.model;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Says when a solver must come to an end. Solvers have no clock of their own; whoever calls them may hand one in. */
@FunctionalInterface
public interface WorkLimit {
    /** No limit but the solver's own, which counts steps and so does not depend on the machine. */
    WorkLimit NONE = () -> false;

    boolean reached();

    /**
     * Reached once that much time has passed from now on.
     *
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime()}
     */
    static WorkLimit within(Duration time, LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        long nanos = time.toNanos();
        return () -> nanoTime.getAsLong() - start >= nanos;
    }
}
