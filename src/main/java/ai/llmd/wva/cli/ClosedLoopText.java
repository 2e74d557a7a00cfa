package ai.llmd.wva.cli;

import ai.llmd.wva.model.Units;
import ai.llmd.wva.simulation.recorded.RecordedDemand;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Policies simulated on recorded demand, in words. */
final class ClosedLoopText {
    private ClosedLoopText() {}

    static List<String> lines(Map<String, RunScore> scores, RecordedDemand demand, Duration coldStart, Style style) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(style.warning("an estimate, closed loop:") + " both simulated on " + hours(demand)
                + " h of recorded demand");
        var table = new Table(List.of(
                new Table.Column("POLICY", false),
                new Table.Column("ATTAINMENT", true),
                new Table.Column("AVERAGE REPLICAS", true),
                new Table.Column("COST, CENTS", true),
                new Table.Column("ABOVE THE LEAST", true)));
        scores.forEach((name, score) -> table.add(
                List.of(
                        name,
                        Text.percent(score.value(Measure.ATTAINMENT)),
                        Text.decimal(score.value(Measure.AVERAGE_REPLICAS)),
                        Text.decimal(score.value(Measure.COST)),
                        Text.percent(score.value(Measure.REGRET))),
                UnaryOperator.identity()));
        lines.addAll(table.lines(style::strong));
        lines.add(assumed(coldStart));
        return lines;
    }

    static List<String> report(RecordedDemand demand, double leastCents, Duration coldStart) {
        double paid = demand.paidCents();
        return List.of(
                "the replicas that ran for " + hours(demand) + " h cost " + Text.decimal(paid) + " cents",
                "with perfect knowledge nobody could have served the demand for less than " + Text.decimal(leastCents)
                        + " cents"
                        + (leastCents > 0
                                ? String.format(Locale.ROOT, ": %+.1f %% above", (paid / leastCents - 1) * 100)
                                : ""),
                assumed(coldStart));
    }

    private static String hours(RecordedDemand demand) {
        return Text.decimal(demand.totalSeconds() / Units.SECONDS_PER_HOUR);
    }

    private static String assumed(Duration coldStart) {
        return "assumed: requests at random (Poisson) at the measured rates, of random lengths (geometric) with the"
                + " measured means; replicas as fast as declared that take " + coldStart.toSeconds()
                + " s to start; any number of accelerators; patient clients";
    }
}
