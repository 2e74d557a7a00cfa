package ai.llmd.wva.optimize.output;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.optimize.Answer;
import ai.llmd.wva.optimize.ServerAnswer;
import ai.llmd.wva.optimize.ServerPart;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The answer for spreadsheets: a line for each server, or for each of the accelerators that its load is spread over, as
 * RFC 4180 has it. What there is none of is empty; costs are cents an hour, latencies milliseconds.
 */
public final class CsvWriter {
    private static final int DECIMALS = 6;
    private static final List<String> TITLES = List.of(
            "server",
            "model",
            "class",
            "priority",
            "service",
            "accelerator",
            "replicas",
            "needed",
            "maxBatch",
            "cost",
            "itlMillis",
            "itlTargetMillis",
            "ttftMillis",
            "ttftTargetMillis");

    private CsvWriter() {}

    /** The lines, that of the titles first. */
    public static List<String> lines(Answer answer) {
        var lines = new ArrayList<String>();
        lines.add(line(TITLES));
        for (var server : answer.servers()) {
            server.parts().forEach(part -> lines.add(line(cells(server, part))));
        }
        return lines;
    }

    private static List<String> cells(ServerAnswer server, ServerPart part) {
        var decision = part.decision();
        return List.of(
                server.name(),
                server.model(),
                server.className(),
                String.valueOf(server.priority()),
                server.service().name().toLowerCase(Locale.ROOT),
                decision.accelerator(),
                decision.desiredReplicas().isPresent() ? String.valueOf(part.replicas()) : "",
                String.valueOf(part.neededReplicas()),
                decision.allocation()
                        .map(allocation -> String.valueOf(allocation.maxBatchSize()))
                        .orElse(""),
                number(part.costCentsPerHour()),
                latency(part, Allocation::itlMillis),
                target(server.target().itlMillis()),
                latency(part, Allocation::ttftMillis),
                target(server.target().ttftMillis()));
    }

    /** None without requests or replicas. */
    private static String latency(ServerPart part, ToDoubleFunction<Allocation> millis) {
        return part.decision()
                .allocation()
                .filter(allocation -> part.replicas() > 0 && allocation.rateTargetPerSecond() > 0)
                .map(allocation -> number(millis.applyAsDouble(allocation)))
                .orElse("");
    }

    private static String target(double millis) {
        return millis > 0 ? number(millis) : "";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Text.rounded(value, DECIMALS).toString() : "";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvWriter::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
