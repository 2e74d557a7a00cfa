package ai.llmd.wva.hpa;

import static ai.llmd.wva.hpa.HpaCase.following;
import static ai.llmd.wva.hpa.HpaCase.still;
import static ai.llmd.wva.hpa.HpaCase.withTwoMetrics;
import static ai.llmd.wva.hpa.HpaPod.pending;
import static ai.llmd.wva.hpa.HpaPod.running;
import static ai.llmd.wva.hpa.ScalingPolicy.percent;
import static ai.llmd.wva.hpa.ScalingPolicy.pods;

import ai.llmd.wva.hpa.HpaPod.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Situations in which our arithmetic is held against the real controller's, looks being 2 s apart. */
final class HpaCases {
    private static final double NONE = Double.NaN;
    private static final ScalingRules FREE = ScalingRules.of(0, pods(100, 1));
    private static final HpaMetric AVERAGE = HpaMetric.averageValue("average", 1);
    private static final HpaMetric VALUE = HpaMetric.value("value", 2);
    private static final HpaMetric PODS = HpaMetric.pods("pods", 10);

    private HpaCases() {}

    static List<HpaCase> all() {
        return Stream.of(values(), rates(), bounds(), missing(), zero(), ofPods())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HpaCase> values() {
        var tolerant = behavior(FREE.tolerating(0.02), FREE.tolerating(0.5));
        return List.of(
                following("the sample follows a decision at once", HpaPresets.WVA_SAMPLE, 1, 4, 4, 2, 9, 20, 0),
                following("within the tolerance nothing changes", free(AVERAGE), 10, 11, 9, 10.999, 9.001),
                following("just beyond the tolerance", free(AVERAGE), 10, 11.001, 13.2, 10.8, 9.899, 8.999),
                following("a tolerance for each direction", spec(tolerant, AVERAGE), 10, 10.2, 10.3, 6, 5.4),
                following("a target below one", free(HpaMetric.averageValue("share", 0.55)), 2, 1.4, 2.7, 0.3),
                new HpaCase("a status behind its spec", free(AVERAGE), 4, 2, true, List.of(), looks(2, 2, 5)),
                still("a value times the ready pods", free(VALUE), 4, HpaPod.counted(2, 2), MetricReading.adapter(6)),
                still("a value without a ready pod", free(VALUE), 3, HpaPod.counted(0, 3), MetricReading.adapter(6)),
                still("a value without a pod", free(VALUE), 3, List.of(), MetricReading.adapter(6)),
                still("a value on its target", free(VALUE), 3, HpaPod.counted(1, 2), MetricReading.adapter(2.1)),
                still(
                        "a value, and a ready pod that ends",
                        free(VALUE),
                        2,
                        List.of(running("a", true), new HpaPod("b", Phase.RUNNING, true, true)),
                        MetricReading.adapter(6)),
                withTwoMetrics("of two metrics the larger", free(AVERAGE, AVERAGE), 3, 5, 8, 9, 1, 2, 3));
    }

    private static List<HpaCase> rates() {
        var steps = ScalingRules.of(0, pods(2, 5), percent(50, 5));
        var downSteps = ScalingRules.of(0, pods(1, 3), percent(30, 3));
        var windows = behavior(ScalingRules.of(5, pods(100, 1)), ScalingRules.of(7, pods(100, 1)));
        var twoPeriods = behavior(ScalingRules.of(0, pods(2, 11)), ScalingRules.of(0, pods(3, 1)));
        var shortDefault = new HpaBehavior(HpaBehavior.DEFAULT_UP, HpaBehavior.DEFAULT_DOWN);
        return List.of(
                following("up without a behavior", HpaPresets.plain(1, 30, AVERAGE), 1, 80, 80, 80, 80, 80),
                following("down without a behavior", HpaPresets.plain(1, 30, AVERAGE), 8, 8, 3, 3, 3, 3, 3),
                following("the default behavior", spec(shortDefault, AVERAGE), 2, 80, 80, 80, 1, 1, 1, 1),
                following("windows up and down", spec(windows, AVERAGE), 4, 10, 8, 12, 12, 2, 2, 3, 3, 3, 3),
                following("up, the larger policy", spec(behavior(steps, FREE), AVERAGE), 3, 80, 80, 80, 80, 80, 80),
                following(
                        "up, the smaller policy",
                        spec(behavior(steps.select(PolicySelect.MIN), FREE), AVERAGE),
                        5,
                        80,
                        80,
                        80,
                        80,
                        80),
                following("down, the larger policy", spec(behavior(FREE, downSteps), AVERAGE), 20, 1, 1, 1, 1, 1),
                following(
                        "down, the smaller policy",
                        spec(behavior(FREE, downSteps.select(PolicySelect.MIN)), AVERAGE),
                        20,
                        1,
                        1,
                        1,
                        1,
                        1),
                following("never up", spec(behavior(FREE.select(PolicySelect.DISABLED), FREE), AVERAGE), 5, 9, 9, 3, 4),
                following("never down", spec(behavior(FREE, FREE.select(PolicySelect.DISABLED)), AVERAGE), 5, 2, 7, 2),
                following("a longer period up than down", spec(twoPeriods, AVERAGE), 10, 1, 1, 1, 50, 50, 50, 50, 50),
                following(
                        "the KEDA loop on latency",
                        HpaPresets.followingReplicas("n", 1, 50, HpaPresets.KEDA_SLO),
                        3,
                        8,
                        2,
                        9,
                        1),
                following(
                        "the KEDA loop on tokens",
                        HpaPresets.followingReplicas("n", 1, 4, HpaPresets.KEDA_TOKEN_AWARE),
                        1,
                        4,
                        4,
                        4,
                        1));
    }

    private static List<HpaCase> bounds() {
        var slow = ScalingRules.of(60, pods(1, 60));
        var bounded = HpaPresets.followingReplicas("n", 2, 6, behavior(FREE, FREE));
        var reluctant = HpaPresets.followingReplicas("n", 2, 6, behavior(slow, slow));
        return List.of(
                following("the bounds hold", bounded, 4, 80, 0, 5.5),
                following("above its bounds at first", reluctant, 9, 3, 3),
                following("below its bounds at first", reluctant, 1, 6, 6));
    }

    private static List<HpaCase> missing() {
        return List.of(
                following("a metric that is missing", free(AVERAGE), 3, NONE, 6, NONE, 2),
                withTwoMetrics("one of two missing on the way up", free(AVERAGE, AVERAGE), 3, NONE, 5, 7, NONE),
                withTwoMetrics(
                        "one of two missing on the way down", free(AVERAGE, AVERAGE), 3, NONE, 2, 1, NONE, 1, 2));
    }

    private static List<HpaCase> zero() {
        var toZero = new HpaSpec(0, 10, List.of(AVERAGE), Optional.of(behavior(FREE, FREE)));
        var byRatio = new HpaSpec(0, 10, List.of(VALUE), Optional.of(behavior(FREE, FREE)));
        return List.of(
                following("to zero and up again", toZero, 2, 0, 0, 0.2, 3, 3),
                new HpaCase(
                        "a value to zero and up again", byRatio, 2, 2, true, HpaPod.counted(2, 0), looks(0, 0, 9, 4)),
                following("zero by hand, down to one", free(AVERAGE), 0, 5),
                following("zero by hand, down to zero", toZero, 0, 5));
    }

    private static List<HpaCase> ofPods() {
        var three = List.of(running("a", true), running("b", true), running("c", false));
        var oneToCome = List.of(running("a", true), running("b", true), pending("c"));
        var oneGone = List.of(
                running("a", true),
                new HpaPod("b", Phase.RUNNING, true, true),
                new HpaPod("c", Phase.FAILED, false, false));
        return List.of(
                still("pods, all with values, one not ready", free(PODS), 3, three, perPod(25, 20, 10)),
                still("pods on their target", free(PODS), 3, three, perPod(10, 11, 11)),
                still("pods, one without a value, up", free(PODS), 3, three, perPod(20, 30)),
                still("pods, one without a value, hardly up", free(PODS), 3, three, perPod(12, 12)),
                still("pods, one without a value, down", free(PODS), 3, three, perPod(4, 2)),
                still("pods, one pending, up", free(PODS), 3, oneToCome, perPod(30, 30)),
                still("pods, one pending, down", free(PODS), 3, oneToCome, perPod(2, 2, 90)),
                still("pods that end or failed", free(PODS), 1, oneGone, perPod(30, 90, 90)),
                still("pods without any value", free(PODS), 3, three, MetricReading.unread()));
    }

    private static HpaBehavior behavior(ScalingRules up, ScalingRules down) {
        return new HpaBehavior(up, down);
    }

    private static HpaSpec free(HpaMetric... metrics) {
        return spec(behavior(FREE, FREE), metrics);
    }

    private static HpaSpec spec(HpaBehavior behavior, HpaMetric... metrics) {
        return new HpaSpec(1, 60, List.of(metrics), Optional.of(behavior));
    }

    private static List<List<MetricReading>> looks(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> List.of(MetricReading.adapter(value)))
                .toList();
    }

    /** Of the pods a, b, c in turn. */
    private static MetricReading perPod(long... values) {
        var milli = new TreeMap<String, Long>();
        for (var i = 0; i < values.length; i++) {
            milli.put(List.of("a", "b", "c").get(i), 1000 * values[i]);
        }
        return new MetricReading.PerPod(milli);
    }
}
