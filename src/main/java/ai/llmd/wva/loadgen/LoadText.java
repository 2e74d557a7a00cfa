package ai.llmd.wva.loadgen;

import java.util.Locale;

/** A report in words and columns, for people. */
public final class LoadText {
    /** A generator that lags this far behind its schedule is worth a word. */
    private static final double NOTABLE_LATENESS_MILLIS = 100;

    private LoadText() {}

    /** One line about a run under way. */
    public static String progress(LoadReport report, double elapsedMillis) {
        return String.format(
                Locale.ROOT,
                "%6.0f s  sent %d  ok %d  %sfailed %d  in flight %d%s%s",
                elapsedMillis / 1000,
                report.sent(),
                report.succeeded(),
                report.abandoned() > 0 ? "abandoned " + report.abandoned() + "  " : "",
                report.failed(),
                report.inFlight(),
                median("TTFT", report.firstToken()),
                median("ITL", report.tokenGap()));
    }

    /** The summary of a run that has ended. */
    public static String summary(LoadReport report, double elapsedMillis) {
        var text = new StringBuilder();
        var seconds = elapsedMillis / 1000;
        line(text, "duration    %.1f s", seconds);
        line(text, "scheduled   %d", report.scheduled());
        line(text, "offered     %d", report.offered());
        line(text, "sent        %d", report.sent());
        line(text, "retried     %d", report.retried());
        line(text, "ok          %d", report.succeeded());
        line(text, "abandoned   %d", report.abandoned());
        line(text, "failed      %d", report.failed());
        report.failures().forEach((reason, failure) -> failed(text, reason, failure));
        if (report.inFlight() > 0) {
            line(text, "unanswered  %d", report.inFlight());
        }
        line(text, "tokens      %d (%.1f/s)", report.tokens(), report.tokens() / seconds);
        line(text, "%-10s%10s%10s%10s%10s%10s%10s", "", "mean", "p50", "p90", "p95", "p99", "max");
        latencies(text, "TTFT ms", report.firstToken());
        latencies(text, "ITL ms", report.tokenGap());
        latencies(text, "whole ms", report.endToEnd());
        if (report.latenessMillis() > NOTABLE_LATENESS_MILLIS) {
            line(
                    text,
                    "note        %d of %d due requests left, one in ten of them %.0f ms late or more:"
                            + " this machine is too slow or too busy for the schedule, and sent %.0f a second",
                    report.offered(),
                    report.scheduled(),
                    report.latenessMillis(),
                    report.sentPerSecond());
        }
        return text.toString();
    }

    private static void failed(StringBuilder text, String reason, FailureCount failure) {
        var example = failure.example().isEmpty() ? "" : " (" + failure.example() + ")";
        line(text, "            %d  %s%s", failure.count(), reason, example);
    }

    private static void latencies(StringBuilder text, String name, LatencySketch sketch) {
        if (sketch.count() == 0) {
            line(text, "%-10s%10s%10s%10s%10s%10s%10s", name, "-", "-", "-", "-", "-", "-");
            return;
        }
        line(
                text,
                "%-10s%10.1f%10.1f%10.1f%10.1f%10.1f%10.1f",
                name,
                sketch.meanMillis(),
                sketch.quantileMillis(0.5),
                sketch.quantileMillis(0.9),
                sketch.quantileMillis(0.95),
                sketch.quantileMillis(0.99),
                sketch.maxMillis());
    }

    private static String median(String name, LatencySketch sketch) {
        return sketch.count() == 0
                ? ""
                : String.format(Locale.ROOT, "  %s p50 %.1f ms", name, sketch.quantileMillis(0.5));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
