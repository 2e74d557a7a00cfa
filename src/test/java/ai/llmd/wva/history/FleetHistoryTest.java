package ai.llmd.wva.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of a fleet, and that it stays within its budget. */
class FleetHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final VariantId ID = new VariantId("team", "llama");
    private static final VariantId OTHER = new VariantId("team", "mistral");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MEBIBYTE = 1024 * 1024;

    private final FleetHistory history = new FleetHistory(MEBIBYTE, Duration.ofHours(1), MINUTE, BEGIN);

    private static HistoryPoint point(String uid, double arrivals, double cost) {
        return new HistoryPoint.Builder()
                .put(HistoryColumn.ARRIVALS, arrivals)
                .put(HistoryColumn.COST, cost)
                .of(uid);
    }

    private static Instant at(long seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    private List<Double> values(HistoryColumn column) {
        var series = history.series(ID).orElseThrow();
        return IntStream.range(0, series.size())
                .mapToObj(i -> series.value(column, i))
                .toList();
    }

    @Test
    void whatIsKnownHoldsUntilNewsComeOrAreOverdue() {
        history.record(at(0), Map.of(ID, point("a", 1, 10)));
        history.record(at(30), Map.of(ID, point("a", 2, 10)));
        assertThat(values(HistoryColumn.ARRIVALS)).containsExactly(1.0, 1.0, 2.0);

        // five minutes of silence: three of them are carried
        history.record(at(330), Map.of(ID, point("a", 3, 10)));
        var values = values(HistoryColumn.ARRIVALS);
        assertThat(values).hasSize(23);
        assertThat(values.subList(2, 15)).containsOnly(2.0);
        assertThat(values.subList(15, 22)).containsOnly(Double.NaN);
        assertThat(values.get(22)).isEqualTo(3);
        assertThat(history.series(ID).orElseThrow().epochMillis(22)).isEqualTo(at(330).toEpochMilli());
    }

    @Test
    void whatIsNotKnownIsNoZero() {
        history.record(at(0), Map.of(ID, point("a", Double.NaN, 10)));
        assertThat(values(HistoryColumn.ARRIVALS)).containsExactly(Double.NaN);
        assertThat(values(HistoryColumn.TTFT)).containsExactly(Double.NaN);
    }

    @Test
    void theOldestGoWhenTheSpanIsFull() {
        for (int second = 0; second <= 2 * 3600; second += 15) {
            history.record(at(second), Map.of(ID, point("a", second, 10)));
        }
        var values = values(HistoryColumn.ARRIVALS);
        assertThat(values).hasSize(240);
        assertThat(values.get(239)).isEqualTo(7200);
        assertThat(values.get(0)).isEqualTo(7200 - 239 * 15);
    }

    @Test
    void moreVariantsMakeTheStepCoarserAndKeepWhatWasThere() {
        for (int second = 0; second < 600; second += 15) {
            history.record(at(second), Map.of(ID, point("a", second, 10)));
        }
        assertThat(history.series(ID).orElseThrow().stepMillis()).isEqualTo(15_000);

        var many = new HashMap<VariantId, HistoryPoint>();
        IntStream.range(0, 200).forEach(i -> many.put(new VariantId("team", "v" + i), point("v" + i, 1, 1)));
        many.put(ID, point("a", 600, 10));
        history.record(at(600), many);

        var series = history.series(ID).orElseThrow();
        assertThat(series.stepMillis()).isEqualTo(30_000);
        assertThat(series.size()).isEqualTo(21);
        assertThat(series.value(HistoryColumn.ARRIVALS, 0)).isEqualTo(15);
        assertThat(series.value(HistoryColumn.ARRIVALS, 20)).isEqualTo(600);
        assertThat(history.bytesInUse()).isLessThanOrEqualTo(MEBIBYTE);
    }

    @Test
    void theBudgetHoldsForAnyNumberOfVariants() {
        for (int variants : List.of(1, 10, 100, 1_000, 10_000)) {
            var many = new HashMap<VariantId, HistoryPoint>();
            IntStream.range(0, variants).forEach(i -> many.put(new VariantId("team", "v" + i), point("v" + i, 1, 1)));
            history.record(at(variants), many);
            assertThat(history.bytesInUse()).as(variants + " variants").isLessThanOrEqualTo(MEBIBYTE);
        }
    }

    @Test
    void aVariantThatIsRecreatedBeginsAnew() {
        history.record(at(0), Map.of(ID, point("a", 1, 10), OTHER, point("b", 1, 10)));
        history.record(at(60), Map.of(ID, point("c", 2, 10)));
        assertThat(values(HistoryColumn.ARRIVALS)).containsExactly(2.0);
        assertThat(history.series(OTHER)).isEmpty();
    }

    @Test
    void totalsAddUpWhatWasSpentAndWhatThePeakWouldHaveCost() {
        history.record(at(0), Map.of(ID, point("a", 1, 60), OTHER, point("b", 1, 120)));
        history.record(at(1800), Map.of(ID, point("a", 1, 20)));
        var totals = history.totals(at(3600));

        // half an hour at 60 and at 120, then half an hour at 20
        assertThat(totals.spentCents()).isCloseTo(30 + 60 + 10, within(1e-9));
        assertThat(totals.peakCentsPerHour()).isEqualTo(60);
        assertThat(totals.peakSpentCents()).isCloseTo(60 + 60, within(1e-9));
        assertThat(totals.seconds()).isEqualTo(3600);
        assertThat(history.totals(at(3600))).isEqualTo(totals);
    }

    @Test
    void aSparklineIsThinnedEvenlyAndItsValuesStay() {
        for (int second = 0; second <= 3585; second += 15) {
            history.record(at(second), Map.of(ID, point("a", second, 10)));
        }
        var before = history.recent(ID, HistoryColumn.ARRIVALS, Duration.ofHours(1), 60)
                .toArray();
        assertThat(before).hasSize(60).startsWith(0, 60, 120).endsWith(3540);

        history.record(at(3600), Map.of(ID, point("a", 3600, 10)));
        var after = history.recent(ID, HistoryColumn.ARRIVALS, Duration.ofHours(1), 60)
                .toArray();
        assertThat(after).startsWith(60, 120).endsWith(3600);
    }
}
