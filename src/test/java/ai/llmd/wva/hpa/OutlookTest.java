package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.hpa.Outlook.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a decision, held against the autoscaler itself, by enumeration. */
class OutlookTest {
    private static final int MOST = 500;
    private static final HpaMetric REPLICAS = HpaMetric.averageValue("inferno_desired_replicas", 1);
    private static final HpaMetric RATIO = HpaMetric.value("inferno_desired_ratio", 1);

    private static HpaSpec spec(int min, int max, HpaMetric metric, double tolerance) {
        var free = ScalingRules.of(0, ScalingPolicy.pods(MOST, 15)).tolerating(tolerance);
        return new HpaSpec(min, max, List.of(metric), Optional.of(new HpaBehavior(free, free)));
    }

    private static Outlook ahead(HpaSpec spec, int running, int desired) {
        return Outlook.of(spec, HpaFlags.DEFAULT, running, desired);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.1, 0.25})
    void ofEveryNumberItSaysWhatTheAutoscalerDoes(double tolerance) {
        var spec = spec(3, 400, REPLICAS, tolerance);
        var hpa = new Hpa(spec, HpaFlags.DEFAULT);
        for (int running = 1; running <= MOST; running++) {
            for (int desired = 0; desired <= MOST; desired++) {
                var seen = new HpaSeen(0, running, running, List.of(), List.of(MetricReading.adapter(desired)));
                agrees(ahead(spec, running, desired), hpa.step(HpaMemory.EMPTY, seen), spec, running, desired);
            }
        }
    }

    @Test
    void ofEveryRatioItSaysWhatTheAutoscalerDoes() {
        var spec = spec(2, 80, RATIO, 0.1);
        var hpa = new Hpa(spec, HpaFlags.DEFAULT);
        for (int running = 1; running <= 100; running++) {
            for (int desired = 0; desired <= 100; desired++) {
                var seen = HpaSeen.settled(0, running, MetricReading.adapter((double) desired / running));
                agrees(ahead(spec, running, desired), hpa.step(HpaMemory.EMPTY, seen), spec, running, desired);
            }
        }
    }

    private static void agrees(Outlook outlook, HpaStep step, HpaSpec spec, int running, int desired) {
        var what = running + " run, " + desired + " desired: " + outlook;
        assertThat(outlook.replicas()).as(what).isEqualTo(step.desired());
        switch (outlook.kind()) {
            case ABOVE_MAXIMUM -> assertThat(desired).as(what).isGreaterThan(spec.maxReplicas());
            case BELOW_MINIMUM -> assertThat(desired).as(what).isLessThan(spec.minReplicas());
            case TOLERATED ->
                assertThat(step.desired()).as(what).isEqualTo(running).isNotEqualTo(desired);
            case FOLLOWED ->
                assertThat(desired == running || step.desired() != running)
                        .as(what)
                        .isTrue();
        }
    }

    /** The dead band in whole numbers, from its definition. */
    @Test
    void theDefaultToleratesATenthOfWhatThereIsToTheLastReplica() {
        var spec = spec(1, MOST, REPLICAS, 0.1);
        for (int running = 1; running <= MOST; running++) {
            for (int desired = 1; desired <= MOST; desired++) {
                var within = desired != running && 9 * running <= 10 * desired && 10 * desired <= 11 * running;
                assertThat(ahead(spec, running, desired).kind())
                        .as("%s of %s", desired, running)
                        .isEqualTo(within ? Kind.TOLERATED : Kind.FOLLOWED);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9, 10, FOLLOWED, 10",
        "10, 11, TOLERATED, 10",
        "10, 12, FOLLOWED, 12",
        "10, 9, TOLERATED, 10",
        "10, 8, FOLLOWED, 8",
        "20, 22, TOLERATED, 20",
        "20, 17, FOLLOWED, 17",
        "30, 31, ABOVE_MAXIMUM, 30",
        "20, 40, ABOVE_MAXIMUM, 30",
        "5, 1, BELOW_MINIMUM, 2",
        "40, 29, FOLLOWED, 30", // first into its bounds
        "1, 2, FOLLOWED, 2",
    })
    void saysWhereTheNextLookLeads(int running, int desired, Kind kind, int replicas) {
        assertThat(ahead(spec(2, 30, REPLICAS, 0.1), running, desired)).isEqualTo(new Outlook(kind, replicas));
    }

    @Test
    void noToleranceFollowsEveryNumber() {
        for (var metric : List.of(REPLICAS, RATIO)) {
            var spec = spec(1, MOST, metric, 0);
            for (int running = 1; running <= 60; running++) {
                assertThat(ahead(spec, running, running + 1)).isEqualTo(new Outlook(Kind.FOLLOWED, running + 1));
            }
        }
    }

    @Test
    void aTargetAtZeroHasNoOutlook() {
        var spec = spec(1, 3, REPLICAS, 0.1);
        assertThatThrownBy(() -> ahead(spec, 0, 1)).hasMessage("running must be >= 1, was 0");
        assertThatThrownBy(() -> ahead(spec, 1, -1)).hasMessage("desired must be >= 0, was -1");
    }
}
