package ai.llmd.wva.profile;

import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Table.Column;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A table of what was measured and what the law says, with a picture of both. */
final class FitChart {
    private static final int WIDTH = 40;

    private final Table table;
    private final double mostMillis;

    private FitChart(List<Column> columns, double mostMillis) {
        this.table = new Table(columns);
        this.mostMillis = mostMillis;
    }

    /** The time between two tokens, by batch and context. */
    static List<String> decode(FoundProfile found) {
        var law = found.decode().orElseThrow();
        var points = found.levels();
        var most = points.stream()
                .mapToDouble(
                        point -> Math.max(point.itlMillis(), law.millisAt(point.requests(), point.contextTokens())))
                .max()
                .orElse(1);
        var chart = new FitChart(
                List.of(
                        new Column("batch", true),
                        new Column("context", true),
                        new Column("ITL ms", true),
                        new Column("law", true),
                        new Column("error", true),
                        new Column("", false)),
                most);
        for (var point : points) {
            chart.add(
                    List.of(Text.number(point.requests()), whole(point.contextTokens())),
                    point.itlMillis(),
                    law.millisAt(point.requests(), point.contextTokens()));
        }
        return chart.table.lines(UnaryOperator.identity());
    }

    /** The time to the first token of requests alone, by the length of the prompt. */
    static List<String> prompts(FoundProfile found) {
        var law = found.prompts().orElseThrow();
        var points = found.levels().stream()
                .flatMap(level -> level.prompt().stream())
                .toList();
        var most = points.stream()
                .mapToDouble(point -> Math.max(point.ttftMillis(), law.millisAt(point.promptTokens())))
                .max()
                .orElse(1);
        var chart = new FitChart(
                List.of(
                        new Column("prompt", true),
                        new Column("TTFT ms", true),
                        new Column("law", true),
                        new Column("error", true),
                        new Column("", false)),
                most);
        for (var point : points) {
            chart.add(List.of(whole(point.promptTokens())), point.ttftMillis(), law.millisAt(point.promptTokens()));
        }
        return chart.table.lines(UnaryOperator.identity());
    }

    private void add(List<String> where, double measured, double fitted) {
        var cells = new ArrayList<>(where);
        cells.add(Text.decimal(measured));
        cells.add(Text.decimal(fitted));
        // no error has no sign
        cells.add(String.format(Locale.ROOT, "%+.1f %%", Math.rint(1000 * (fitted / measured - 1)) / 10 + 0.0));
        cells.add(bar(measured, fitted));
        table.add(cells, UnaryOperator.identity());
    }

    /** A bar as long as what was measured, with a mark where the law is. */
    private String bar(double measured, double fitted) {
        var mark = column(fitted);
        var bar = new StringBuilder(" ".repeat(WIDTH + 1));
        for (var i = 0; i < column(measured); i++) {
            bar.setCharAt(i, '=');
        }
        bar.setCharAt(mark, '|');
        return bar.toString().stripTrailing();
    }

    private int column(double millis) {
        return (int) Math.round(WIDTH * millis / mostMillis);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }
}
