package ai.llmd.wva.model;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Says when a solver must come to an end. Solvers have no clock of their own; whoever calls them may hand one in. */
@FunctionalInterface
public interface WorkLimit {
    /** No limit but the solver's own, which counts steps and so does not depend on the machine. */
    WorkLimit NONE = () -> false;

    boolean reached();

    /** The part of what may be spent that is spent, from 0 to 1; 0 until it is reached where nobody knows. */
    default double spent() {
        return reached() ? 1 : 0;
    }

    /** A limit that is reached earlier, when so much of what is left now is spent. */
    default WorkLimit part(double share) {
        double now = spent();
        double end = now + share * (1 - now);
        return () -> reached() || spent() >= end;
    }

    /**
     * Reached once that much time has passed from now on.
     *
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime()}
     */
    static WorkLimit within(Duration time, LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        long nanos = time.toNanos();
        return new WorkLimit() {
            @Override
            public boolean reached() {
                return spent() >= 1;
            }

            @Override
            public double spent() {
                long passed = nanoTime.getAsLong() - start;
                return passed >= nanos ? 1 : (double) passed / nanos;
            }
        };
    }
}
