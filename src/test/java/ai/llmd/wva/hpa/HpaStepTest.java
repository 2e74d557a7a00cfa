package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An autoscaler over time: windows, policies, bounds, and zero. */
class HpaStepTest {
    private static final ScalingRules AT_ONCE = ScalingRules.of(0, ScalingPolicy.pods(1000, 15));

    private HpaMemory memory = HpaMemory.EMPTY;
    private int replicas = 1;
    private HpaCause cause;

    @Test
    void theDefaultBehaviorAddsFourPodsOrDoublesIn15Seconds() {
        var hpa = hpa(HpaBehavior.DEFAULT);

        assertThat(at(hpa, 0, 80)).isEqualTo(5);
        assertThat(cause).isEqualTo(HpaCause.SCALE_UP_LIMIT);
        assertThat(at(hpa, 14, 80)).isEqualTo(5);
        assertThat(at(hpa, 15, 80)).isEqualTo(10);
        assertThat(at(hpa, 30, 80)).isEqualTo(20);
        assertThat(at(hpa, 45, 80)).isEqualTo(40);
    }

    @Test
    void withoutABehaviorItGoesToFourOrTwiceAsManyAtEveryLook() {
        var hpa = hpa(Optional.empty());

        assertThat(at(hpa, 0, 80)).isEqualTo(4);
        assertThat(at(hpa, 1, 80)).isEqualTo(8);
        assertThat(at(hpa, 2, 80)).isEqualTo(16);
    }

    @Test
    void withoutABehaviorTheHighestRecommendationOfTheWindowCounts() {
        replicas = 8;
        var hpa = hpa(Optional.empty());

        assertThat(at(hpa, 0, 6)).isEqualTo(8);
        assertThat(at(hpa, 300, 3)).isEqualTo(8);
        assertThat(at(hpa, 300.001, 3)).isEqualTo(3);
    }

    @Test
    void withoutABehaviorAnOldPeakIsWonBackOnTheWayUpToo() {
        replicas = 8;
        var hpa = hpa(Optional.empty());
        assertThat(at(hpa, 0, 8)).isEqualTo(8);

        replicas = 5;
        assertThat(at(hpa, 10, 6)).isEqualTo(8);
    }

    @Test
    void aWindowUpTakesTheLowestRecommendationAndAWindowDownTheHighest() {
        replicas = 4;
        var hpa = hpa(new HpaBehavior(
                ScalingRules.of(30, ScalingPolicy.pods(100, 15)), ScalingRules.of(60, ScalingPolicy.pods(100, 15))));

        assertThat(at(hpa, 0, 10)).isEqualTo(4);
        assertThat(cause).isEqualTo(HpaCause.STABILIZED);
        assertThat(at(hpa, 15, 8)).isEqualTo(4);
        assertThat(at(hpa, 30, 12)).isEqualTo(8);
        assertThat(at(hpa, 45, 2)).isEqualTo(8);
        assertThat(at(hpa, 89, 2)).isEqualTo(8);
        assertThat(at(hpa, 90, 3)).isEqualTo(3);
    }

    @Test
    void theReplicasAtTheFirstLookAreARecommendation() {
        replicas = 6;
        var hpa = hpa(new HpaBehavior(AT_ONCE, ScalingRules.of(60, ScalingPolicy.pods(100, 15))));

        assertThat(at(hpa, 0, 2)).isEqualTo(6);
        assertThat(at(hpa, 59, 2)).isEqualTo(6);
        assertThat(at(hpa, 60, 2)).isEqualTo(2);
    }

    @Test
    void policiesLookAtWhatWasAddedAndTakenAwayInTheirPeriod() {
        replicas = 10;
        var hpa = hpa(new HpaBehavior(
                ScalingRules.of(0, ScalingPolicy.pods(2, 60)), ScalingRules.of(0, ScalingPolicy.pods(3, 30))));

        assertThat(at(hpa, 0, 1)).isEqualTo(7);
        assertThat(cause).isEqualTo(HpaCause.SCALE_DOWN_LIMIT);
        assertThat(at(hpa, 15, 1)).isEqualTo(7);
        assertThat(at(hpa, 30, 1)).isEqualTo(4);
        // 10 at the start of the minute, so up to 12
        assertThat(at(hpa, 45, 50)).isEqualTo(12);
        // 8 came since, 3 went: 12 - 8 + 3 is where the half minute began
        assertThat(at(hpa, 50, 1)).isEqualTo(4);
    }

    @Test
    void aPercentageIsRoundedSoThatItAlwaysAllowsAChange() {
        replicas = 3;
        var hpa = hpa(new HpaBehavior(
                ScalingRules.of(0, ScalingPolicy.percent(10, 15)), ScalingRules.of(0, ScalingPolicy.percent(10, 15))));

        assertThat(at(hpa, 0, 80)).isEqualTo(4);
        assertThat(at(hpa, 15, 1)).isEqualTo(3);
    }

    @Test
    void ofSeveralPoliciesTheOneThatIsSelectedHolds() {
        var policies = List.of(ScalingPolicy.pods(1, 15), ScalingPolicy.percent(50, 15));
        var rules = ScalingRules.of(0, policies.toArray(ScalingPolicy[]::new));
        replicas = 10;

        assertThat(at(hpa(new HpaBehavior(rules, rules)), 0, 80)).isEqualTo(15);
        reset(10);
        assertThat(at(hpa(new HpaBehavior(rules.select(PolicySelect.MIN), rules)), 0, 80))
                .isEqualTo(11);
        reset(10);
        assertThat(at(hpa(new HpaBehavior(rules, rules)), 0, 1)).isEqualTo(5);
        reset(10);
        assertThat(at(hpa(new HpaBehavior(rules, rules.select(PolicySelect.MIN))), 0, 1))
                .isEqualTo(9);
        reset(10);
        assertThat(at(hpa(new HpaBehavior(rules.select(PolicySelect.DISABLED), rules)), 0, 80))
                .isEqualTo(10);
        reset(10);
        assertThat(at(hpa(new HpaBehavior(rules, rules.select(PolicySelect.DISABLED))), 0, 1))
                .isEqualTo(10);
    }

    @Test
    void theBoundsHoldWhateverMetricsSay() {
        var hpa = new Hpa(HpaPresets.followingReplicas("m", 2, 6, new HpaBehavior(AT_ONCE, AT_ONCE)), HpaFlags.DEFAULT);
        replicas = 4;

        assertThat(at(hpa, 0, 80)).isEqualTo(6);
        assertThat(cause).isEqualTo(HpaCause.TOO_MANY_REPLICAS);
        assertThat(at(hpa, 15, 0)).isEqualTo(2);
        assertThat(cause).isEqualTo(HpaCause.TOO_FEW_REPLICAS);
    }

    @Test
    void theBoundsHoldWithoutABehaviorToo() {
        var hpa = new Hpa(HpaPresets.plain(2, 6, HpaMetric.averageValue("m", 1)), HpaFlags.DEFAULT);
        replicas = 4;

        assertThat(at(hpa, 0, 80)).isEqualTo(6);
        assertThat(cause).isEqualTo(HpaCause.TOO_MANY_REPLICAS);
        assertThat(at(hpa, 301, 1)).isEqualTo(2);
        assertThat(cause).isEqualTo(HpaCause.TOO_FEW_REPLICAS);
    }

    @Test
    void outsideItsBoundsItGoesToThemAtOnceWithoutAMetric() {
        var slow = ScalingRules.of(300, ScalingPolicy.pods(1, 300));
        var hpa = new Hpa(HpaPresets.followingReplicas("m", 2, 6, new HpaBehavior(slow, slow)), HpaFlags.DEFAULT);

        assertThat(hpa.step(HpaMemory.EMPTY, HpaSeen.settled(0, 9, MetricReading.unread())))
                .satisfies(step -> assertThat(step.desired()).isEqualTo(6))
                .satisfies(step -> assertThat(step.why().cause()).isEqualTo(HpaCause.ABOVE_MAX_REPLICAS));
        assertThat(hpa.step(HpaMemory.EMPTY, HpaSeen.settled(0, 1, MetricReading.unread())))
                .satisfies(step -> assertThat(step.desired()).isEqualTo(2))
                .satisfies(step -> assertThat(step.why().cause()).isEqualTo(HpaCause.BELOW_MIN_REPLICAS));
    }

    @Test
    void zeroReplicasSetByHandSwitchItOff() {
        var hpa = zero(HpaFlags.DEFAULT.withScaleToZero());
        replicas = 0;

        assertThat(at(hpa, 0, 5)).isZero();
        assertThat(cause).isEqualTo(HpaCause.SCALING_DISABLED);
    }

    @Test
    void whatItScaledToZeroItWakesAgain() {
        var hpa = zero(HpaFlags.DEFAULT.withScaleToZero());

        assertThat(at(hpa, 0, 0)).isZero();
        assertThat(memory.scaledToZero()).isTrue();
        assertThat(at(hpa, 15, 0)).isZero();
        assertThat(at(hpa, 30, 3)).isEqualTo(3);
        assertThat(memory.scaledToZero()).isFalse();
    }

    @Test
    void withoutTheGateItGoesToZeroAndStaysThere() {
        var hpa = zero(HpaFlags.DEFAULT);

        assertThat(at(hpa, 0, 0)).isZero();
        assertThat(at(hpa, 15, 3)).isZero();
    }

    @Test
    void aValueWakesAsManyAsItsRatioSays() {
        var spec = new HpaSpec(
                0, 10, List.of(HpaMetric.value("queue", 4)), Optional.of(new HpaBehavior(AT_ONCE, AT_ONCE)));
        var hpa = new Hpa(spec, HpaFlags.DEFAULT.withScaleToZero());

        assertThat(at(hpa, 0, 0)).isZero();
        assertThat(at(hpa, 15, 9)).isEqualTo(3);
    }

    @Test
    void whatItScaledToZeroItBringsToAMinimumThatWasRaised() {
        assertThat(at(zero(HpaFlags.DEFAULT.withScaleToZero()), 0, 0)).isZero();
        var raised = new Hpa(
                HpaPresets.followingReplicas("m", 2, 10, new HpaBehavior(AT_ONCE, AT_ONCE)),
                HpaFlags.DEFAULT.withScaleToZero());

        assertThat(at(raised, 15, 0)).isEqualTo(2);
    }

    private void reset(int count) {
        memory = HpaMemory.EMPTY;
        replicas = count;
    }

    private static Hpa zero(HpaFlags flags) {
        return new Hpa(HpaPresets.followingReplicas("m", 0, 10, new HpaBehavior(AT_ONCE, AT_ONCE)), flags);
    }

    private static Hpa hpa(HpaBehavior behavior) {
        return hpa(Optional.of(behavior));
    }

    private static Hpa hpa(Optional<HpaBehavior> behavior) {
        var spec = new HpaSpec(1, 100, List.of(HpaMetric.averageValue("m", 1)), behavior);
        return new Hpa(spec, HpaFlags.DEFAULT);
    }

    /** Looks and does what comes of it. */
    private int at(Hpa hpa, double seconds, double value) {
        var seen = HpaSeen.settled(Math.round(1000 * seconds), replicas, MetricReading.adapter(value));
        var step = hpa.step(memory, seen);
        memory = step.memory();
        replicas = step.desired();
        cause = step.why().cause();
        return replicas;
    }
}
