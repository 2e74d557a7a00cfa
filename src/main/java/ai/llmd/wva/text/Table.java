package ai.llmd.wva.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of text in columns that are as wide as they need to be. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /** A column; numbers are flush right. */
    public record Column(String title, boolean flushRight) {}

    private record Row(List<String> cells, UnaryOperator<String> look) {}

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Adds a row.
     *
     * @param look applied to the finished line, so that colours do not count as width
     */
    public void add(List<String> cells, UnaryOperator<String> look) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("a row has " + columns.size() + " cells, not " + cells.size());
        }
        rows.add(new Row(List.copyOf(cells), look));
    }

    public List<String> lines(UnaryOperator<String> titleLook) {
        var widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    columns.get(i).title().length(),
                    rows.stream()
                            .mapToInt(row -> row.cells().get(column).length())
                            .max()
                            .orElse(0));
        }
        var lines = new ArrayList<String>();
        lines.add(titleLook.apply(line(columns.stream().map(Column::title).toList(), widths)));
        rows.forEach(row -> lines.add(row.look().apply(line(row.cells(), widths))));
        return lines;
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : GAP)
                    .append(columns.get(i).flushRight() ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
