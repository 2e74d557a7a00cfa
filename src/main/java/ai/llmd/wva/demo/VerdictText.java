package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Table.Column;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The lines that say how it went, within 80 columns. */
final class VerdictText {
    private static final String OURS = "WVA, this run";

    private final Style style;

    VerdictText(Style style) {
        this.style = style;
    }

    List<String> lines(DemoResult result) {
        var lines = new ArrayList<String>();
        lines.add("");
        if (result.run().isEmpty()) {
            lines.add("Stopped before the end: nothing to judge.");
            return lines;
        }
        var run = result.run().get();
        lines.add(style.strong(String.format(
                Locale.ROOT,
                "%.0f minutes at %.3g times real time, %d requests, seed %d",
                run.durationMillis() / MILLIS_PER_SECOND / SECONDS_PER_MINUTE,
                result.times(),
                run.requests(),
                run.scene().seed())));
        lines.add("");
        lines.addAll(policies(result, run));
        lines.add("");
        lines.addAll(latencies(run));
        lines.add("");
        lines.add("Replicas: " + ranges(run));
        run.silences().stream().map(VerdictText::silence).forEach(lines::add);
        result.failures().forEach(failure -> lines.add(style.alarm("FAILED: " + failure)));
        if (result.worked()) {
            lines.add(style.strong(success(result, run)));
        }
        return lines;
    }

    private List<String> policies(DemoResult result, RunSummary run) {
        var table = new Table(List.of(
                new Column("THE SAME REQUESTS ON", false),
                new Column("IN TARGET", true),
                new Column("COST", true),
                new Column("AGAINST WVA", true),
                new Column("REPLICAS", true),
                new Column("", false)));
        var ours = run.score();
        table.add(row(OURS, ours, "", ""), style::strong);
        for (var other : result.others()) {
            var more = other.score().value(Measure.COST) / ours.value(Measure.COST) - 1;
            table.add(
                    row(other.title(), other.score(), String.format(Locale.ROOT, "%+.0f %%", 100 * more), "simulated"),
                    UnaryOperator.identity());
        }
        var lines = new ArrayList<>(table.lines(style::faint));
        if (result.others().isEmpty()) {
            lines.add("(the others could not be simulated)");
        }
        return lines;
    }

    private static List<String> row(String title, RunScore score, String against, String how) {
        return List.of(
                title,
                share(score.value(Measure.ATTAINMENT)),
                "$" + Text.dollars(score.value(Measure.COST)),
                against,
                String.format(Locale.ROOT, "%.1f", score.value(Measure.AVERAGE_REPLICAS)),
                how);
    }

    private static String share(double attainment) {
        return Double.isNaN(attainment) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * attainment);
    }

    private List<String> latencies(RunSummary run) {
        var table = new Table(List.of(
                new Column("LATENCY, MS", false),
                new Column("TTFT P50", true),
                new Column("P95", true),
                new Column("P99", true),
                new Column("MEAN", true),
                new Column("ITL P95", true),
                new Column("MEAN", true)));
        for (var model : run.latencies()) {
            var ttft = model.ttftMillis();
            var name = model.model().replaceFirst("^.*/", "");
            table.add(
                    List.of(
                            "clients saw, " + name,
                            number(ttft.p50()),
                            number(ttft.p95()),
                            number(ttft.p99()),
                            "",
                            number(model.itlMillis().p95()),
                            ""),
                    UnaryOperator.identity());
            table.add(
                    List.of(
                            "servers counted",
                            "",
                            "",
                            "",
                            number(model.servers().ttftMillis()),
                            "",
                            number(model.servers().itlMillis())),
                    style::faint);
        }
        return table.lines(style::faint);
    }

    private static String number(double millis) {
        return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.0f", millis);
    }

    private static String ranges(RunSummary run) {
        return run.scene().targets().stream()
                .map(target -> {
                    var specs = run.moments().stream()
                            .filter(moment -> moment.target() == target.index())
                            .mapToInt(Moment::spec)
                            .summaryStatistics();
                    return target.name() + " " + specs.getMin()
                            + (specs.getMax() > specs.getMin() ? " to " + specs.getMax() : "");
                })
                .collect(Collectors.joining(", "));
    }

    private static String silence(SilenceReport report) {
        var silence = report.silence();
        return String.format(
                Locale.ROOT,
                "Fault: nobody could read %s from %s to %s; %d decisions held, %d replicas %s.",
                silence.variant(),
                FrameText.clock(silence.fromSeconds() * MILLIS_PER_SECOND),
                FrameText.clock(silence.untilSeconds() * MILLIS_PER_SECOND),
                report.held(),
                report.before(),
                report.least() < report.before() ? "fell to " + report.least() : "stayed");
    }

    /** What was proven, and against whom not. */
    private static String success(DemoResult result, RunSummary run) {
        var ours = run.score();
        var better = result.others().stream()
                .filter(other -> other.score().value(Measure.ATTAINMENT) >= RunJudge.AIM
                        && other.score().value(Measure.COST) < ours.value(Measure.COST))
                .map(Baselines.Scored::title)
                .toList();
        var kept = String.format(
                Locale.ROOT,
                "Targets kept: %s of the requests, with an aim of %.0f %%",
                share(ours.value(Measure.ATTAINMENT)),
                100 * RunJudge.AIM);
        return better.isEmpty()
                ? kept + "; none of the others kept them for less."
                : kept + "; kept for less by: " + String.join("; ", better) + ".";
    }
}
