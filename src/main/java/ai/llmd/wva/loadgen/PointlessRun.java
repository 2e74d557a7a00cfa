package ai.llmd.wva.loadgen;

import java.util.Locale;
import java.util.Optional;

/**
 * When the rest of a run would tell nothing more: nobody is there who answers, or what leaves has long not been the
 * load that was asked for.
 */
final class PointlessRun {
    /** So many failures that nothing will mend, before anything was answered, are no accident. */
    private static final int HOPELESS_FAILURES = 5;

    /** Behind by this much, a generator is not slow for a moment but too slow. */
    private static final double LONGEST_LAG_MILLIS = 10_000;

    private PointlessRun() {}

    /** Why it is, once a request has come to nothing. */
    static Optional<String> unanswered(LoadReport report) {
        if (report.succeeded() > 0
                || report.abandoned() > 0
                || report.firstToken().count() > 0
                || report.hopeless() < HOPELESS_FAILURES
                || report.hopeless() < report.failed()) {
            return Optional.empty();
        }
        var reason = report.failures().firstKey();
        var example = report.failures().get(reason).example();
        return Optional.of("nothing is answered: " + reason + (example.isEmpty() ? "" : " (" + example + ")"));
    }

    /** Why it is, when the next request is due so long ago. */
    static Optional<String> lagging(LoadReport report, double elapsedMillis, double lagMillis) {
        if (lagMillis <= LONGEST_LAG_MILLIS) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "this machine sends %.0f requests a second and is %.0f s behind the schedule",
                report.offered() * 1000 / elapsedMillis,
                lagMillis / 1000));
    }
}
