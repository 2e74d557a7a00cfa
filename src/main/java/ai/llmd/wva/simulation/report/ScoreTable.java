package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.score.EqualAttainment;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Standing;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A scoreboard for people: a table for each shape, and one for all of them together. Each number is a mean over seeds
 * with half of its 95 % interval; the last two columns are the differences, seed by seed, to one contender.
 */
public final class ScoreTable {
    private final Scoreboard board;
    private final String reference;

    /**
     * Prints a scoreboard.
     *
     * @param reference the contender that the others are compared with
     */
    public ScoreTable(Scoreboard board, String reference) {
        this.board = board;
        this.reference = reference;
    }

    /** As plain text. */
    public List<String> lines(Style style) {
        var lines = new ArrayList<String>();
        for (var section : sections()) {
            lines.add(style.strong(section));
            add(lines, titles(section), rows(section), style);
            var equal = equalRows(section);
            if (!equal.isEmpty()) {
                lines.add(style.strong(section) + ", " + atEqualAttainment());
                add(lines, titles(section), equal, style);
            }
        }
        lines.add(ScoreTree.SIMULATED + " " + means());
        return lines;
    }

    private static void add(List<String> lines, List<String> titles, List<List<String>> rows, Style style) {
        var table = new Table(titles.stream()
                .map(title -> new Table.Column(title, !title.equals("POLICY")))
                .toList());
        rows.forEach(row -> table.add(row, UnaryOperator.identity()));
        lines.addAll(table.lines(style::faint));
        lines.add("");
    }

    /**
     * As a page of Markdown.
     *
     * @param command that printed it
     */
    public List<String> markdown(String command) {
        var lines = new ArrayList<String>();
        lines.add("# Simulated decision quality");
        lines.add("");
        lines.add(ScoreTree.SIMULATED);
        lines.add(means());
        lines.add("Printed by:");
        lines.add("");
        lines.add("    java -jar target/wva.jar " + command);
        for (var section : sections()) {
            add(lines, section, titles(section), rows(section));
            var equal = equalRows(section);
            if (!equal.isEmpty()) {
                add(lines, section + ", " + atEqualAttainment(), titles(section), equal);
            }
        }
        return lines;
    }

    private static void add(List<String> lines, String heading, List<String> titles, List<List<String>> rows) {
        lines.addAll(List.of("", "## " + heading, ""));
        lines.add(
                row(titles.stream().map(title -> title.toLowerCase(Locale.ROOT)).toList()));
        lines.add("|---|" + "---:|".repeat(titles.size() - 1));
        rows.forEach(row -> lines.add(row(row)));
    }

    private String means() {
        return "Means over " + Text.counted(board.seeds().size(), "seed")
                + (board.seeds().size() > 1 ? " with half of their 95 % intervals." : ".");
    }

    private List<String> sections() {
        var sections = new ArrayList<>(board.shapes());
        if (board.shapes().size() > 1) {
            sections.add(Scoreboard.ALL);
        }
        return sections;
    }

    private List<Standing> standings(String section) {
        return board.contenders().stream()
                .flatMap(contender -> standing(section, contender).stream())
                .toList();
    }

    private List<List<String>> rows(String section) {
        return standings(section).stream()
                .map(standing -> cells(section, standing, standing.contender()))
                .toList();
    }

    /** Each policy with the value of its parameter at which it attains as much; none without a sweep. */
    private List<List<String>> equalRows(String section) {
        var other = standing(section, reference);
        if (other.isEmpty() || !EqualAttainment.isSwept(board.contenders())) {
            return List.of();
        }
        return EqualAttainment.of(standings(section), other.get()).stream()
                .map(one -> cells(
                        section, one.chosen(), one.chosen().contender() + (one.reached() ? "" : " (attains less)")))
                .toList();
    }

    private String atEqualAttainment() {
        return "each as cheap as it attains what " + reference + " does";
    }

    private Optional<Standing> standing(String section, String contender) {
        return section.equals(Scoreboard.ALL) ? board.overall(contender) : board.standing(section, contender);
    }

    private List<ScoreColumn> columns(String section) {
        var standings = standings(section);
        return Arrays.stream(ScoreColumn.values())
                .filter(column -> column.isShown(standings))
                .toList();
    }

    private List<String> titles(String section) {
        var titles = new ArrayList<>(List.of("POLICY"));
        for (var column : columns(section)) {
            titles.add(column.title());
        }
        if (compares()) {
            titles.add("POINTS VS " + reference);
            titles.add("COST % VS " + reference);
        }
        return titles;
    }

    private List<String> cells(String section, Standing standing, String name) {
        var cells = new ArrayList<>(List.of(name));
        for (var column : columns(section)) {
            cells.add(column.cell(standing.estimate(column.measure())));
        }
        if (compares()) {
            var other =
                    standing(section, reference).filter(one -> !one.contender().equals(standing.contender()));
            cells.add(other.map(one -> ScoreColumn.points(standing.difference(Measure.ATTAINMENT, one)))
                    .orElse("-"));
            cells.add(other.map(one -> ScoreColumn.relative(
                            standing.difference(Measure.COST, one),
                            one.estimate(Measure.COST).mean()))
                    .orElse("-"));
        }
        return cells;
    }

    private boolean compares() {
        return board.contenders().size() > 1 && board.contenders().contains(reference);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
