package ai.llmd.wva.page.view;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.history.HistoryColumn;
import ai.llmd.wva.history.HistorySeries;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A variant over time; all lists are as long as {@code t}, NaN where nothing is known.
 *
 * @param t seconds since 1970
 */
public record HistoryView(
        double stepSeconds,
        List<Long> t,
        List<Double> arrivalPerSecond,
        List<Double> plannedPerSecond,
        List<Double> capacityPerSecond,
        List<Double> current,
        List<Double> ready,
        List<Double> desired,
        List<Double> ttftMillis,
        List<Double> itlMillis,
        OptionalDouble ttftTargetMillis,
        OptionalDouble itlTargetMillis,
        List<Double> costCentsPerHour) {
    private static final long MILLIS = (long) MILLIS_PER_SECOND;

    /** The view of a series, with the targets of now. */
    public static HistoryView of(HistorySeries series, OptionalDouble ttftTarget, OptionalDouble itlTarget) {
        return new HistoryView(
                series.stepMillis() / MILLIS_PER_SECOND,
                IntStream.range(0, series.size())
                        .mapToObj(i -> series.epochMillis(i) / MILLIS)
                        .toList(),
                column(series, HistoryColumn.ARRIVALS),
                column(series, HistoryColumn.PLANNED),
                column(series, HistoryColumn.CAPACITY),
                column(series, HistoryColumn.CURRENT),
                column(series, HistoryColumn.READY),
                column(series, HistoryColumn.DESIRED),
                column(series, HistoryColumn.TTFT),
                column(series, HistoryColumn.ITL),
                ttftTarget,
                itlTarget,
                column(series, HistoryColumn.COST));
    }

    private static List<Double> column(HistorySeries series, HistoryColumn column) {
        return IntStream.range(0, series.size())
                .mapToObj(i -> series.value(column, i))
                .toList();
    }
}
