package ai.llmd.wva.cli;

import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** All about one variant, in lines. */
final class WhyText {
    private static final int LAST_DECISIONS = 10;

    private WhyText() {}

    /**
     * The lines to print.
     *
     * @param variant as the API answers
     */
    static List<String> lines(JsonNode variant, Style style) {
        var row = variant.path("row");
        var lines = new ArrayList<String>();
        lines.add(style.strong(text(row, "namespace") + "/" + text(row, "name")) + "  " + text(row, "model")
                + ", class " + text(row, "serviceClass") + ", on "
                + row.path("accelerator").asString("no accelerator yet"));
        var replicas = row.path("replicas");
        lines.add("replicas: " + replicas.path("current").asInt(0) + ", "
                + replicas.path("ready").asInt(0)
                + " of them ready; wanted: "
                + (replicas.path("desired").isNumber()
                        ? String.valueOf(replicas.path("desired").asInt(0))
                        : "not decided yet"));
        variant.path("explanation").forEach(sentence -> lines.add(sentence.asString("")));
        speed(variant.path("profile"), lines);
        section("CONDITIONS", variant.path("conditions"), lines, style);
        decisions(variant.path("decisions"), lines, style);
        return lines;
    }

    private static void speed(JsonNode profile, List<String> lines) {
        var learned = profile.path("learned");
        if (learned.isObject()) {
            lines.add("learned: alpha " + Text.number(learned.path("alpha").asDouble(Double.NaN)) + " ms, beta "
                    + Text.number(learned.path("beta").asDouble(Double.NaN)) + " ms, from "
                    + learned.path("samples").asInt(0) + " samples; calibration " + text(profile, "calibration"));
        }
    }

    private static void section(String title, JsonNode conditions, List<String> lines, Style style) {
        if (!conditions.isEmpty()) {
            lines.add("");
            lines.add(style.strong(title));
        }
        for (var condition : conditions) {
            var line = text(condition, "type") + "=" + text(condition, "status") + " " + text(condition, "reason")
                    + ": " + text(condition, "message");
            lines.add(condition.path("status").asString("").equals("True") ? line : style.warning(line));
        }
    }

    private static void decisions(JsonNode decisions, List<String> lines, Style style) {
        if (decisions.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.strong("DECISIONS, NEWEST FIRST"));
        int shown = 0;
        for (var decision : decisions) {
            if (shown++ == LAST_DECISIONS) {
                break;
            }
            lines.add(text(decision, "at") + "  " + count(decision.path("from")) + " -> " + count(decision.path("to"))
                    + "  " + text(decision, "reason"));
        }
    }

    private static String count(JsonNode replicas) {
        return replicas.isNumber() ? String.valueOf(replicas.asInt(0)) : "-";
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
