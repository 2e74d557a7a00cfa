package ai.llmd.wva.engine;

import ai.llmd.wva.engine.VllmCurve.Row;
import java.util.List;
import java.util.Set;

/**
 * A row of {@link VllmCurve} and the same simulated, with the step law that was fitted to some of the rows.
 *
 * @param fitted whether this row was among them
 * @param itlMillis of the engine with as many clients as ran
 */
record CurveComparison(Row row, boolean fitted, double itlMillis) {
    /** 80 GB at 90 %, less 29.5 GB of weights and what a step needs, at 192 KiB a token. */
    private static final int KV_TOKENS = 216_000;

    private static final int BATCH = 256;
    private static final int CONTEXT = 32_768;
    /** A measurement counted rounds of requests that took 33.2 s together, and left out one that took 34.1 s. */
    private static final double MEASURED_MILLIS = 33_500;

    /** The law that fits every other of the rows that can be fitted, and prompts that one step reads. */
    static StepLaw fit(List<Row> rows) {
        return CurveFit.fit(
                rows.stream().filter(CurveComparison::isFitted).toList(),
                rows.stream()
                        .filter(row -> row.outputTokens() == 2048
                                && row.clients() * row.inputTokens() <= EngineLimits.STEP_TOKENS)
                        .toList());
    }

    static List<CurveComparison> all(List<Row> rows) {
        var calibration = new Calibration(
                "qwen2.5-14b-h100", fit(rows), new EngineLimits(BATCH, KV_TOKENS / EngineLimits.BLOCK_TOKENS, CONTEXT));
        return rows.stream()
                .map(row -> new CurveComparison(
                        row,
                        isFitted(row),
                        ConcurrentClients.meanGapMillis(
                                calibration,
                                new SequenceSpec(row.inputTokens(), row.outputTokens(), FinishReason.LENGTH),
                                row.running(),
                                MEASURED_MILLIS)))
                .toList();
    }

    private static boolean isFitted(Row row) {
        var fitted = row.outputTokens() == 512 ? Set.of(8, 32, 64, 128) : Set.of(4, 16);
        return row.isClean() && fitted.contains(row.clients());
    }

    double error() {
        return itlMillis / row.itlMillis() - 1;
    }

    /** What was done with the row. */
    String use() {
        if (fitted) {
            return "fitted";
        }
        if (row.isClean()) {
            return "held out";
        }
        return row.kvPercent() >= 90 ? "cache full" : "overlaps an earlier one";
    }
}
