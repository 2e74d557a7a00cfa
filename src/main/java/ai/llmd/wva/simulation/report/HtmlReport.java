package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.score.Scoreboard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One HTML page that needs nothing but a browser: its style, its script and its data are inside of it. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * The page.
     *
     * @param command how it was made, for people
     */
    public static String html(Scoreboard board, List<Timeline> timelines, String command) {
        return resource("report.html")
                .replace("/*STYLE*/", resource("report.css"))
                .replace("/*SCRIPT*/", resource("chart.js") + resource("report.js"))
                .replace("/*DATA*/", escaped(ReportData.json(board, timelines, command)));
    }

    /** So that no text in the data ends the element that holds it. */
    private static String escaped(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private static String resource(String name) {
        try (var file = HtmlReport.class.getResourceAsStream("/simulation/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
