package ai.llmd.wva.cli;

import ai.llmd.wva.journal.EstimateResult;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** An estimate of another policy, in words. */
final class EstimateText {
    private EstimateText() {}

    static List<String> lines(EstimateResult result, Style style) {
        var lines = new ArrayList<String>();
        lines.add(style.warning("an estimate, open loop:") + " the other policy decides on loads, queues and latencies"
                + " that came about under the recorded decisions");
        lines.add(result.cycles() + " cycles, " + result.covered() + " in all");
        var table = new Table(List.of(
                new Table.Column("VARIANT", false),
                new Table.Column("RECORDED", true),
                new Table.Column("MOST", true),
                new Table.Column("ESTIMATED", true),
                new Table.Column("MOST", true),
                new Table.Column("CYCLES UNLIKE", true)));
        result.variants()
                .forEach((id, one) -> table.add(
                        List.of(
                                id.toString(),
                                Text.decimal(one.recorded().meanReplicas()),
                                String.valueOf(one.recorded().mostReplicas()),
                                Text.decimal(one.estimated().meanReplicas()),
                                String.valueOf(one.estimated().mostReplicas()),
                                String.valueOf(one.unlike())),
                        UnaryOperator.identity()));
        lines.addAll(table.lines(style::strong));
        lines.add("cost of what was decided, in cents: " + Text.decimal(result.recordedCents()) + " recorded, "
                + Text.decimal(result.estimatedCents()) + " estimated" + change(result));
        return lines;
    }

    private static String change(EstimateResult result) {
        return result.recordedCents() > 0
                ? String.format(
                        Locale.ROOT, " (%+.1f %%)", (result.estimatedCents() / result.recordedCents() - 1) * 100)
                : "";
    }
}
