package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What an API server would refuse is refused here too. */
class HpaSpecTest {
    private static final HpaMetric AVERAGE = HpaMetric.averageValue("m", 1);

    @Test
    void boundsThatFitNoReplicasAreRefused() {
        refused(() -> HpaPresets.plain(-1, 3, AVERAGE), "minReplicas must be >= 0, was -1");
        refused(() -> HpaPresets.plain(4, 3, AVERAGE), "maxReplicas must be >= 4, was 3");
        refused(() -> HpaPresets.plain(0, 0, AVERAGE), "maxReplicas must be >= 1, was 0");
    }

    @Test
    void withoutAMetricThereIsNothingToFollow() {
        refused(() -> HpaPresets.plain(1, 3), "the number of metrics must be >= 1, was 0");
        refused(() -> HpaMetric.value("m", 0), "the target of m must be > 0, was 0m");
    }

    @Test
    void zeroNeedsAMetricThatIsThereWithoutPods() {
        refused(
                () -> HpaPresets.plain(0, 3, HpaMetric.pods("m", 1)),
                "minReplicas 0 needs a metric that is not counted by pods");
        assertThat(HpaPresets.plain(0, 3, HpaMetric.pods("m", 1), AVERAGE).minReplicas())
                .isZero();
    }

    @Test
    void policiesAndWindowsHaveTheBoundsOfTheApi() {
        refused(() -> ScalingPolicy.pods(0, 15), "the value of a policy must be >= 1, was 0");
        refused(() -> ScalingPolicy.pods(1, 0), "periodSeconds must be >= 1, was 0");
        refused(() -> ScalingPolicy.percent(1, 1801), "periodSeconds must be <= 1800, was 1801");
        refused(() -> ScalingRules.of(0), "the number of policies must be >= 1, was 0");
        refused(
                () -> ScalingRules.of(3601, ScalingPolicy.pods(1, 15)),
                "stabilizationWindowSeconds must be 0 to 3600, was 3601");
        refused(
                () -> ScalingRules.of(-1, ScalingPolicy.pods(1, 15)),
                "stabilizationWindowSeconds must be 0 to 3600, was -1");
        refused(() -> HpaBehavior.DEFAULT_UP.tolerating(-0.1), "tolerance must be a finite number >= 0, was -0.1");
    }

    @Test
    void theWindowUpIsNotTheControllers() {
        var open = new ScalingRules(
                OptionalInt.empty(), PolicySelect.MAX, List.of(ScalingPolicy.pods(1, 15)), OptionalDouble.empty());

        refused(() -> new HpaBehavior(open, open), "the rules for scaling up need a stabilizationWindowSeconds");
    }

    @Test
    void aScaledObjectIsCheckedAsWell() {
        var triggers = List.of(KedaTrigger.of(AVERAGE));

        refused(() -> KedaSpec.of(-1, 3, triggers, Optional.empty()), "minReplicaCount must be >= 0, was -1");
        refused(() -> KedaSpec.of(0, 0, triggers, Optional.empty()), "maxReplicaCount must be >= 1, was 0");
        refused(() -> KedaSpec.of(0, 3, List.of(), Optional.empty()), "the number of triggers must be >= 1, was 0");
        refused(() -> new KedaSpec(0, 3, 0, 300, triggers, Optional.empty()), "pollingInterval must be >= 1, was 0");
        refused(() -> new KedaSpec(0, 3, 30, -1, triggers, Optional.empty()), "cooldownPeriod must be >= 0, was -1");
    }

    private static void refused(ThrowingCallable making, String why) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
    }
}
