package ai.llmd.wva.cli;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Table.Column;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The fleet as a table. */
final class TopText {
    private static final String UNKNOWN = "-";
    private static final int LEAST_NAME = 12;

    private TopText() {}

    /**
     * The lines to print.
     *
     * @param fleet as the API answers
     * @param namespace whose variants are shown; null = all
     * @param columns that a line may have; names are cut where they are longer
     */
    static List<String> lines(JsonNode fleet, String namespace, Style style, int columns) {
        var shown = new ArrayList<JsonNode>();
        for (var row : fleet.path("variants")) {
            if (namespace == null || namespace.equals(text(row, "namespace"))) {
                shown.add(row);
            }
        }
        var lines = new ArrayList<String>();
        lines.add(title(fleet, shown.size()));
        if (shown.isEmpty()) {
            lines.add("There is no VariantAutoscaling" + (namespace == null ? "" : " in namespace " + namespace) + ".");
            return lines;
        }
        int excess = table(shown, Style.PLAIN, Integer.MAX_VALUE).stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)
                - columns;
        int longest = shown.stream().mapToInt(row -> name(row).length()).max().orElse(0);
        var table = table(shown, style, excess > 0 ? Math.max(LEAST_NAME, longest - excess) : longest);
        lines.addAll(table);
        return lines;
    }

    private static String title(JsonNode fleet, int variants) {
        var controller = fleet.path("controller");
        var totals = fleet.path("totals");
        var who = controller.path("plannedAt").isString()
                ? "cycle " + controller.path("cycle").asLong(0) + " at " + text(controller, "plannedAt")
                : "as status shows it";
        var leader = controller.path("leader").isString() ? ", led by " + text(controller, "leader") : "";
        return Text.counted(variants, "variant") + ", " + "$"
                + Text.dollars(totals.path("costCentsPerHour").asDouble(0)) + "/h; " + who + leader;
    }

    private static List<String> table(List<JsonNode> rows, Style style, int nameWidth) {
        var table = new Table(List.of(
                new Column("VARIANT", false),
                new Column("ON", false),
                new Column("REQ/MIN", true),
                new Column("OF", true),
                new Column("TTFT MS", true),
                new Column("ITL MS", true),
                new Column("PODS READY > WANTED", true),
                new Column("$/H", true),
                new Column("STATE", false)));
        rows.forEach(row -> table.add(cells(row, nameWidth), look(row, style)));
        return table.lines(style::strong);
    }

    private static List<String> cells(JsonNode row, int nameWidth) {
        var replicas = row.path("replicas");
        var load = row.path("load");
        double each = load.path("replicaPerSecond").asDouble(Double.NaN);
        return List.of(
                cut(name(row), nameWidth),
                row.path("accelerator").asString(UNKNOWN),
                perMinute(load.path("arrivalPerSecond").asDouble(Double.NaN)),
                perMinute(each * replicas.path("ready").asInt(0)),
                latency(row.path("ttft")),
                latency(row.path("itl")),
                replicas.path("current").asInt(0) + " " + replicas.path("ready").asInt(0) + " > "
                        + (replicas.path("desired").isNumber()
                                ? replicas.path("desired").asInt(0)
                                : UNKNOWN),
                row.path("costCentsPerHour").isNumber()
                        ? Text.dollars(row.path("costCentsPerHour").asDouble(0))
                        : UNKNOWN,
                state(row));
    }

    private static UnaryOperator<String> look(JsonNode row, Style style) {
        return row.path("worst").isObject() ? style::warning : UnaryOperator.identity();
    }

    /** The condition that most needs attention, else the outcome. */
    private static String state(JsonNode row) {
        if (row.path("worst").isObject()) {
            return text(row.path("worst"), "reason");
        }
        return row.path("outcome").isString()
                ? text(row, "outcome").toLowerCase(Locale.ROOT)
                        + (row.path("advisory").asBoolean(false) ? ", advisory" : "")
                : "no decision yet";
    }

    private static String latency(JsonNode latency) {
        return whole(latency, "measuredMillis") + "/" + whole(latency, "targetMillis");
    }

    private static String whole(JsonNode latency, String key) {
        return Text.wholeOrNone(latency.path(key).asDouble(Double.NaN));
    }

    private static String perMinute(double perSecond) {
        return Text.wholeOrNone(perSecond * SECONDS_PER_MINUTE);
    }

    private static String name(JsonNode row) {
        return text(row, "namespace") + "/" + text(row, "name");
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "~";
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
