package ai.llmd.wva.simulation.report;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.score.Estimate;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Standing;
import java.util.List;
import java.util.Locale;

/** The columns of a table of scores, in units that read well; intervals stand where they matter most. */
enum ScoreColumn {
    ATTAINMENT("ATTAINMENT %", Measure.ATTAINMENT, 100, 2, true),
    PROMISE("PROMISE KEPT %", Measure.PROMISE_KEPT, 100, 0, false),
    REPLICAS("REPLICAS", Measure.AVERAGE_REPLICAS, 1, 2, true),
    COST("COST $", Measure.COST, 0.01, 2, true),
    REGRET("REGRET %", Measure.REGRET, 100, 1, false),
    OVER("OVER S", Measure.OVER, 1, 0, false),
    UNDER("UNDER S", Measure.UNDER, 1, 0, false),
    ACTIONS("ACTIONS", Measure.SCALE_ACTIONS, 1, 1, false),
    FLIPS("FLIPS", Measure.DIRECTION_FLIPS, 1, 1, false),
    RECOVERY("RECOVERY S", Measure.RECOVERY, 1, 0, false),
    HELD("HELD", Measure.HELD, 1, 1, false),
    TTFT_P50("TTFT P50 S", Measure.TTFT_P50, 1 / MILLIS_PER_SECOND, 2, false),
    TTFT_P99("P99 S", Measure.TTFT_P99, 1 / MILLIS_PER_SECOND, 2, false);

    private static final String NONE = "-";

    private final String title;
    private final Measure measure;
    private final double factor;
    private final int decimals;
    private final boolean interval;

    ScoreColumn(String title, Measure measure, double factor, int decimals, boolean interval) {
        this.title = title;
        this.measure = measure;
        this.factor = factor;
        this.decimals = decimals;
        this.interval = interval;
    }

    String title() {
        return title;
    }

    /** Whether it has anything to say of these: promises are shown where a model made one. */
    boolean isShown(List<Standing> standings) {
        return this != PROMISE
                || standings.stream()
                        .anyMatch(standing -> standing.estimate(measure).known());
    }

    Measure measure() {
        return measure;
    }

    String cell(Estimate estimate) {
        return cell(interval ? estimate : estimate.alone(), factor, decimals, "");
    }

    /** A difference of shares, in percentage points. */
    static String points(Estimate difference) {
        return cell(difference, 100, 2, "+");
    }

    /** A difference, as a percentage of a mean. */
    static String relative(Estimate difference, double mean) {
        return mean > 0 ? cell(difference, 100 / mean, 1, "+") : NONE;
    }

    private static String cell(Estimate estimate, double factor, int decimals, String sign) {
        if (!estimate.known()) {
            return NONE;
        }
        var mean = String.format(Locale.ROOT, "%" + sign + "." + decimals + "f", estimate.mean() * factor);
        return Double.isNaN(estimate.halfWidth())
                ? mean
                : mean + String.format(Locale.ROOT, " ±%." + decimals + "f", estimate.halfWidth() * factor);
    }
}
