package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.hpa.HpaPod.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What metrics ask for, with nothing that holds them back. */
class HpaProposalTest {
    private static final HpaBehavior FREE = new HpaBehavior(
            ScalingRules.of(0, ScalingPolicy.pods(1000, 15)), ScalingRules.of(0, ScalingPolicy.pods(1000, 15)));
    private static final HpaMetric AVERAGE = HpaMetric.averageValue("queue", 1);
    private static final HpaMetric VALUE = HpaMetric.value("latency", 2);
    private static final HpaMetric PODS = HpaMetric.pods("running", 10);

    @ParameterizedTest
    @CsvSource({"1,2,2", "2,4,4", "4,1,1", "3,0,1", "1,50,50", "2,2.3,3", "10,11.001,12", "10,8.999,9"})
    void anAverageValueIsSharedOutAmongReplicas(int replicas, double value, int desired) {
        assertThat(step(replicas, replicas, AVERAGE, MetricReading.adapter(value))
                        .desired())
                .isEqualTo(desired);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2.1", "10,11", "10,9", "20,22", "30,27"})
    void aRatioUpToTheToleranceChangesNothingBothEndsIncluded(int replicas, double value) {
        assertThat(step(replicas, replicas, AVERAGE, MetricReading.adapter(value))
                        .desired())
                .isEqualTo(replicas);
    }

    @Test
    void anAverageValueIsComparedWithTheReplicasOfTheStatus() {
        var seen = new HpaSeen(0, 4, 2, HpaPod.counted(2, 0), List.of(MetricReading.adapter(2)));

        // two pods are not made yet: the status says 2, which is what the metric asks for
        assertThat(new Hpa(spec(AVERAGE), HpaFlags.DEFAULT)
                        .step(HpaMemory.EMPTY, seen)
                        .why()
                        .proposed())
                .hasValue(2);
    }

    @Test
    void aValueIsMultipliedByTheReadyPods() {
        var seen = new HpaSeen(0, 4, 4, HpaPod.counted(2, 2), List.of(MetricReading.adapter(6)));

        assertThat(new Hpa(spec(VALUE), HpaFlags.DEFAULT)
                        .step(HpaMemory.EMPTY, seen)
                        .desired())
                .isEqualTo(6);
    }

    @Test
    void aPodThatEndsIsStillCountedForAValueWhileItIsReady() {
        var pods = List.of(
                HpaPod.running("a", true),
                new HpaPod("b", Phase.RUNNING, true, true),
                new HpaPod("c", Phase.FAILED, true, false));
        var seen = new HpaSeen(0, 1, 1, pods, List.of(MetricReading.adapter(6)));

        assertThat(new Hpa(spec(VALUE), HpaFlags.DEFAULT)
                        .step(HpaMemory.EMPTY, seen)
                        .desired())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "'a=20,b=20,c=20', 6", // twice the target
        "'a=5,b=5,c=5', 2", // half of it
        "'a=10,b=11,c=11', 3", // within the tolerance
        "'a=20,b=20', 4", // c is taken for 0: 40 / 30, times 3
        "'a=12,b=12', 3", // with c at 0 it would be fewer: stay
        "'a=5,b=5', 2", // c is taken for 10: 20 / 30, times 3
        "'a=0,b=25', 3", // with c at 0 it would be fewer: stay
    })
    void podsWithoutAValueAreGuessedCautiously(String values, int desired) {
        var pods = List.of(HpaPod.running("a", true), HpaPod.running("b", true), HpaPod.running("c", true));
        var seen = new HpaSeen(0, 3, 3, pods, List.of(perPod(values)));

        assertThat(new Hpa(spec(PODS), HpaFlags.DEFAULT)
                        .step(HpaMemory.EMPTY, seen)
                        .desired())
                .isEqualTo(desired);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 'a=5,b=10', 2", // c is taken for 10: 25 / 30 of 3 pods would be more replicas than there are
        "5, 'a=30', 5", // 30 / 30 with the others at 0
        "5, 'a=45', 5", // 45 / 30 of 3 pods would be fewer replicas than there are
        "3, 'a=10,b=10', 3", // nothing to guess at the target
    })
    void aGuessNeverTurnsAChangeRound(int replicas, String values, int desired) {
        var pods = List.of(HpaPod.running("a", true), HpaPod.running("b", true), HpaPod.running("c", true));
        var seen = new HpaSeen(0, replicas, replicas, pods, List.of(perPod(values)));

        assertThat(new Hpa(spec(PODS), HpaFlags.DEFAULT)
                        .step(HpaMemory.EMPTY, seen)
                        .desired())
                .isEqualTo(desired);
    }

    @Test
    void aMetricOfPodsSaysNothingWithoutPodsOrWithoutValues() {
        var pending = List.of(HpaPod.pending("a"));

        assertThat(cause(PODS, List.of(), perPod("a=9"))).isEqualTo(HpaCause.METRICS_UNREAD);
        assertThat(cause(PODS, pending, perPod("a=9"))).isEqualTo(HpaCause.METRICS_UNREAD);
        assertThat(cause(PODS, HpaPod.counted(1, 0), MetricReading.unread())).isEqualTo(HpaCause.METRICS_UNREAD);
    }

    @Test
    void aValueSaysNothingWithoutPodsUnlessItIsOnItsTarget() {
        assertThat(cause(VALUE, List.of(), MetricReading.adapter(6))).isEqualTo(HpaCause.METRICS_UNREAD);
        assertThat(cause(VALUE, List.of(), MetricReading.adapter(2.1))).isEqualTo(HpaCause.DESIRED_WITHIN_RANGE);
    }

    @Test
    void aPendingPodDoesNotCountOnTheWayDown() {
        var pods = List.of(HpaPod.running("a", true), HpaPod.running("b", true), HpaPod.pending("c"));
        var seen = new HpaSeen(0, 3, 3, pods, List.of(perPod("a=2,b=2,c=90")));

        assertThat(new Hpa(spec(PODS), HpaFlags.DEFAULT)
                        .step(HpaMemory.EMPTY, seen)
                        .desired())
                .isOne();
    }

    @Test
    void aPendingPodCountsForNothingOnTheWayUpAndOneThatIsNotReadyInFull() {
        var pods = List.of(HpaPod.running("a", true), HpaPod.pending("b"));
        var unready = List.of(HpaPod.running("a", true), HpaPod.running("b", false));
        var hpa = new Hpa(spec(PODS), HpaFlags.DEFAULT);

        // (40 + 0) / 2 is twice the target of 10, and there are 2 pods
        var pending = new HpaSeen(0, 2, 2, pods, List.of(perPod("a=40,b=40")));
        assertThat(hpa.step(HpaMemory.EMPTY, pending).desired()).isEqualTo(4);
        var starting = new HpaSeen(0, 2, 2, unready, List.of(perPod("a=40,b=40")));
        assertThat(hpa.step(HpaMemory.EMPTY, starting).desired()).isEqualTo(8);
    }

    @Test
    void podsThatEndOrFailedAreLeftOut() {
        var pods = List.of(
                HpaPod.running("a", true),
                new HpaPod("b", Phase.RUNNING, true, true),
                new HpaPod("c", Phase.FAILED, false, false));
        var seen = new HpaSeen(0, 1, 1, pods, List.of(perPod("a=30,b=90,c=90")));

        assertThat(new Hpa(spec(PODS), HpaFlags.DEFAULT)
                        .step(HpaMemory.EMPTY, seen)
                        .desired())
                .isEqualTo(3);
    }

    @Test
    void theMetricThatWantsMostWins() {
        var step = step(2, 2, spec(AVERAGE, VALUE), MetricReading.adapter(3), MetricReading.adapter(8));

        assertThat(step.desired()).isEqualTo(8);
        assertThat(step.why().metric()).hasValue("latency");
    }

    @Test
    void aMetricThatCannotBeReadBlocksTheWayDownAndNotTheWayUp() {
        var spec = spec(AVERAGE, VALUE);

        var down = step(4, 4, spec, MetricReading.adapter(1), MetricReading.unread());
        assertThat(down.desired()).isEqualTo(4);
        assertThat(down.why()).isEqualTo(HpaWhy.without(HpaCause.METRICS_UNREAD));
        assertThat(step(4, 4, spec, MetricReading.adapter(6), MetricReading.unread())
                        .desired())
                .isEqualTo(6);
    }

    @Test
    void whereNothingCanBeReadNothingChangesAndNothingIsRecommended() {
        var step = step(4, 4, AVERAGE, MetricReading.adapter(OptionalDouble.empty()));

        assertThat(step.desired()).isEqualTo(4);
        // only what was there at the first look
        assertThat(step.memory().recommendations()).containsExactly(new TimedReplicas(0, 4));
    }

    @Test
    void theToleranceMayDifferByDirection() {
        var behavior = new HpaBehavior(FREE.up().tolerating(0), FREE.down().tolerating(0.5));
        var spec = HpaPresets.followingReplicas("replicas", 1, 100, behavior);

        assertThat(step(10, 10, spec, MetricReading.adapter(10.001)).desired()).isEqualTo(11);
        assertThat(step(10, 10, spec, MetricReading.adapter(5)).desired()).isEqualTo(10);
        assertThat(step(10, 10, spec, MetricReading.adapter(4.9)).desired()).isEqualTo(5);
    }

    @Test
    void valuesAreCountedInThousandthsAsTheirServerCutsThem() {
        assertThat(MetricReading.adapter(1.0009)).isEqualTo(new MetricReading.Total(1000));
        assertThat(MetricReading.keda(1.0009)).isEqualTo(new MetricReading.Total(1001));
        assertThat(MetricReading.keda(-3)).isEqualTo(new MetricReading.Total(0));
        assertThat(MetricReading.keda(Double.NaN)).isEqualTo(new MetricReading.Total(0));
        assertThat(MetricReading.keda(OptionalDouble.empty())).isEqualTo(new MetricReading.Total(0));
        assertThat(HpaMetric.averageValue("share", 0.0551).targetMilli()).isEqualTo(56);
    }

    @Test
    void tooManyReplicasForANumberAreAsManyAsThereCanBe() {
        var step = step(1, 1, AVERAGE, new MetricReading.Total(Long.MAX_VALUE));

        assertThat(step.why().proposed()).isEqualTo(OptionalInt.of(Integer.MAX_VALUE));
        assertThat(step.desired()).isEqualTo(1000);
    }

    @Test
    void aReadingIsMissedWhereThereIsNoneForAMetric() {
        assertThatThrownBy(() -> step(1, 1, spec(AVERAGE, VALUE), MetricReading.unread()))
                .hasMessage("there are 1 readings of 2 metrics");
    }

    private static HpaCause cause(HpaMetric metric, List<HpaPod> pods, MetricReading reading) {
        var seen = new HpaSeen(0, 3, 3, pods, List.of(reading));
        return new Hpa(spec(metric), HpaFlags.DEFAULT)
                .step(HpaMemory.EMPTY, seen)
                .why()
                .cause();
    }

    private static MetricReading perPod(String values) {
        var milli = new TreeMap<String, Long>();
        for (var value : values.split(",", -1)) {
            var parts = value.split("=", -1);
            milli.putAll(Map.of(parts[0], MilliValue.truncated(Double.parseDouble(parts[1]))));
        }
        return new MetricReading.PerPod(milli);
    }

    private static HpaSpec spec(HpaMetric... metrics) {
        return new HpaSpec(1, 1000, List.of(metrics), Optional.of(FREE));
    }

    private static HpaStep step(int spec, int status, HpaMetric metric, MetricReading reading) {
        return step(spec, status, spec(metric), reading);
    }

    private static HpaStep step(int replicas, int status, HpaSpec spec, MetricReading... readings) {
        var seen = new HpaSeen(0, replicas, status, HpaPod.counted(status, 0), List.of(readings));
        return new Hpa(spec, HpaFlags.DEFAULT).step(HpaMemory.EMPTY, seen);
    }
}
