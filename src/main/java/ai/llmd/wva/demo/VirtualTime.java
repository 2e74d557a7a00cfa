package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

/**
 * How far virtual time may go: so many times as fast as the machine's clock, and slower where the machine cannot keep
 * up. It never jumps: what was not used at a step that came late is lost. Not thread-safe.
 */
final class VirtualTime {
    /** Of real time, in one step; a step that comes later than that loses the rest. */
    private static final double LONGEST_STEP_MILLIS = 200;

    private final double speed;
    private long lastNanos;
    private double nowMillis;
    private double realMillis;

    /** Time 0 is at {@code nanos} of the machine's clock. */
    VirtualTime(double speed, long nanos) {
        this.speed = speed;
        this.lastNanos = nanos;
    }

    /** The instant to go to now that the machine's clock says {@code nanos}, in virtual milliseconds. */
    double step(long nanos) {
        var elapsedMillis = (nanos - lastNanos) / NANOS_PER_MILLI;
        lastNanos = nanos;
        realMillis += elapsedMillis;
        nowMillis += speed * Math.min(elapsedMillis, LONGEST_STEP_MILLIS);
        return nowMillis;
    }

    double nowMillis() {
        return nowMillis;
    }

    /** Real time so far. */
    double realMillis() {
        return realMillis;
    }
}
