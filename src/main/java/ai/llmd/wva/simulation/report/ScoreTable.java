package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Standing;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
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
            var table = new Table(titles().stream()
                    .map(title -> new Table.Column(title, !title.equals("POLICY")))
                    .toList());
            standings(section).forEach(standing -> table.add(cells(section, standing), UnaryOperator.identity()));
            lines.addAll(table.lines(style::faint));
            lines.add("");
        }
        lines.add(ScoreTree.SIMULATED + " " + means());
        return lines;
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
            lines.add("");
            lines.add("## " + section);
            lines.add("");
            lines.add(row(titles().stream()
                    .map(title -> title.toLowerCase(Locale.ROOT))
                    .toList()));
            lines.add("|---|" + "---:|".repeat(titles().size() - 1));
            standings(section).forEach(standing -> lines.add(row(cells(section, standing))));
        }
        return lines;
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

    private Optional<Standing> standing(String section, String contender) {
        return section.equals(Scoreboard.ALL) ? board.overall(contender) : board.standing(section, contender);
    }

    private List<String> titles() {
        var titles = new ArrayList<>(List.of("POLICY"));
        for (var column : ScoreColumn.values()) {
            titles.add(column.title());
        }
        if (compares()) {
            titles.add("POINTS VS " + reference);
            titles.add("COST % VS " + reference);
        }
        return titles;
    }

    private List<String> cells(String section, Standing standing) {
        var cells = new ArrayList<>(List.of(standing.contender()));
        for (var column : ScoreColumn.values()) {
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
