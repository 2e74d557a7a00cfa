package ai.llmd.wva.demo;

import java.util.OptionalDouble;

/** How the requests of a run were served; counted from one event loop and read from others. */
final class RequestLog {
    /**
     * One answered request.
     *
     * @param ttftMillis from its arrival to its first token
     * @param itlMillis mean time between two tokens; empty for an answer of one token
     */
    record Timing(double ttftMillis, OptionalDouble itlMillis) {}

    private final double ttftTargetMillis;
    private final double itlTargetMillis;
    private long answered;
    private long failed;
    private long within;
    private long timed;
    private double ttftSum;
    private double itlSum;

    /** A log that judges by these targets; 0 is no limit. */
    RequestLog(double ttftTargetMillis, double itlTargetMillis) {
        this.ttftTargetMillis = ttftTargetMillis;
        this.itlTargetMillis = itlTargetMillis;
    }

    synchronized void answered(Timing answer) {
        answered++;
        ttftSum += answer.ttftMillis();
        if (answer.itlMillis().isPresent()) {
            timed++;
            itlSum += answer.itlMillis().getAsDouble();
        }
        if (keeps(answer.ttftMillis(), ttftTargetMillis)
                && keeps(answer.itlMillis().orElse(0), itlTargetMillis)) {
            within++;
        }
    }

    synchronized void failed() {
        failed++;
    }

    synchronized RequestTotals totals() {
        return new RequestTotals(
                answered, failed, within, answered == 0 ? 0 : ttftSum / answered, timed == 0 ? 0 : itlSum / timed);
    }

    private static boolean keeps(double millis, double targetMillis) {
        return targetMillis == 0 || millis <= targetMillis;
    }
}
