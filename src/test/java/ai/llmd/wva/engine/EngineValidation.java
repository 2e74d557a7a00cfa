package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the tables of "Validation of the engine" in docs/decision-quality.md. */
public final class EngineValidation {
    private EngineValidation() {}

    public static void main(String[] arguments) {
        var tables = new ArrayList<List<String>>();
        tables.add(queueing(QueueingComparison.atSeveralUtilizations()));
        tables.add(trio(TokenAwareTrio.all()));
        VllmCurve.rows().ifPresent(rows -> {
            System.out.println(CurveComparison.fit(rows));
            tables.add(curve(CurveComparison.all(rows)));
        });
        tables.forEach(table -> System.out.println(String.join("\n", table) + "\n"));
        System.out.println(saturation());
    }

    static List<String> queueing(List<QueueingComparison> rows) {
        var lines = table(
                "| requests/min | slots in use | ITL, engine | ITL, model | error"
                        + " | wait, engine | wait, model | error |",
                8);
        for (var row : rows) {
            lines.add(line(
                    "| %.0f | %.0f %% | %.2f ms | %.2f ms | %+.2f %% | %.1f ms | %.1f ms | %+.1f %% |",
                    row.perMinute(),
                    100 * row.utilization(),
                    row.itlMillis(),
                    row.model().itlMillis(),
                    100 * row.itlError(),
                    row.waitMillis(),
                    row.model().waitMillis(),
                    100 * row.waitError()));
        }
        return lines;
    }

    static List<String> trio(List<TokenAwareTrio> rows) {
        var lines = table(
                "| in/out | requests/s | published, p50 / p99 | engine, p50 / p99 | first simulation, p50 / p99 |", 5);
        for (var row : rows) {
            lines.add(line(
                    "| %d/%d | %.2f | %s | %s | %s |",
                    row.inputTokens(),
                    row.outputTokens(),
                    row.perSecond(),
                    seconds(row.published()),
                    seconds(row.simulated()),
                    seconds(row.firstSimulated())));
        }
        return lines;
    }

    static List<String> curve(List<CurveComparison> rows) {
        var lines = table("| in/out | clients | running | ITL, measured | ITL, engine | error | row |", 7);
        for (var comparison : rows) {
            var row = comparison.row();
            lines.add(line(
                    "| %s | %d | %d | %.2f ms | %.2f ms | %+.1f %% | %s |",
                    row.shape(),
                    row.clients(),
                    row.running(),
                    row.itlMillis(),
                    comparison.itlMillis(),
                    100 * comparison.error(),
                    comparison.use()));
        }
        return lines;
    }

    static String saturation() {
        return line(
                "4,000/1,000 saturates at %.2f requests/s",
                StaticReplica.saturationPerSecond(
                        Calibration.H100_QWEN32B_TP2, new SequenceSpec(4_000, 1_000, FinishReason.STOP)));
    }

    private static List<String> table(String header, int columns) {
        var lines = new ArrayList<String>();
        lines.add(header);
        lines.add("|---" + "|--:".repeat(columns - 1) + "|");
        return lines;
    }

    private static String seconds(TokenAwareTrio.Pair pair) {
        var format = pair.p50() < 10 ? "%.2f / %.2f s" : "%.0f / %.0f s";
        return line(format, pair.p50(), pair.p99());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
