package ai.llmd.wva.emulator;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

/** Milliseconds since some fixed moment, never running back; the wall clock of an emulator, or a test's hand. */
@FunctionalInterface
public interface MonotonicClock {
    double millis();

    /** The machine's, starting at 0 now. */
    static MonotonicClock startingNow() {
        var startNanos = System.nanoTime();
        return () -> (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    }
}
