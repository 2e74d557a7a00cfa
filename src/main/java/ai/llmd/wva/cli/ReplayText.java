package ai.llmd.wva.cli;

import ai.llmd.wva.journal.Difference;
import ai.llmd.wva.journal.ReplayResult;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What came of a replay, in words. */
final class ReplayText {
    private static final int WIDEST = 60;

    private ReplayText() {}

    static List<String> lines(ReplayResult result, Style style) {
        var lines = new ArrayList<String>();
        result.span()
                .ifPresent(span -> lines.add(result.cycles() + " cycles from " + span.from() + " to " + span.to() + ", "
                        + result.decisions() + " decisions of the policy " + String.join(" and ", result.policies())));
        if (result.same()) {
            lines.add(style.strong("all decisions are the same, bit for bit"));
            return lines;
        }
        lines.add(style.alarm(result.different() + " are not the same")
                + (result.first().isEmpty() ? "" : "; the first, each with the component that differs first:"));
        if (!result.first().isEmpty()) {
            lines.addAll(table(result.first()).lines(style::strong));
        }
        return lines;
    }

    private static Table table(List<Difference> differences) {
        var table = new Table(List.of(
                new Table.Column("CYCLE", true),
                new Table.Column("AT", false),
                new Table.Column("VARIANT", false),
                new Table.Column("COMPONENT", false),
                new Table.Column("RECORDED", false),
                new Table.Column("REPLAYED", false)));
        for (var one : differences) {
            table.add(
                    List.of(
                            String.valueOf(one.cycle()),
                            one.at().toString(),
                            one.variant().map(VariantId::toString).orElse("(the plan)"),
                            one.component(),
                            shortened(one.recorded()),
                            shortened(one.replayed())),
                    UnaryOperator.identity());
        }
        return table;
    }

    private static String shortened(String value) {
        return value.length() <= WIDEST ? value : value.substring(0, WIDEST - 3) + "...";
    }

    /** What else a reader should know. */
    static List<String> notes(ReplayResult result, String version) {
        var notes = new ArrayList<String>();
        var others =
                result.versions().stream().filter(one -> !one.equals(version)).toList();
        if (!others.isEmpty()) {
            notes.add("written by wva " + String.join(", ", others) + ", and this is " + version
                    + ": what differs may be meant to");
        }
        if (result.cutShort() > 0) {
            notes.add(result.cutShort() + " cycles are not compared: the time limit cut their search short, which no"
                    + " other run repeats");
        }
        if (result.leftOut() > 0) {
            notes.add(result.leftOut() + " cycles are missing: the disk was too slow for them");
        }
        return notes;
    }
}
