package ai.llmd.wva.verticle;

import java.time.Duration;

/**
 * How fast the controller's clock runs, which timers do not know: a timer for a duration of that clock must fire so
 * many times as soon. Waits for others, timeouts, are real at any pace.
 *
 * @param times 1 in a cluster; more where a whole world runs faster, as in the demo
 */
public record ClockPace(double times) {
    /** A clock that runs as clocks do. */
    public static final ClockPace REAL = new ClockPace(1);

    public ClockPace {
        if (!(times > 0) || Double.isInfinite(times)) {
            throw new IllegalArgumentException("a pace must be above 0, was " + times);
        }
    }

    /** What a timer is to be set to, at least 1 ms. */
    public long timerMillis(Duration ofTheClock) {
        return Math.max(1, Math.round(ofTheClock.toMillis() / times));
    }
}
