package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.hpa.KedaScaling.Activity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KedaScalingTest {
    private static final HpaMetric QUEUE = HpaMetric.averageValue("queue", 5);
    private static final KedaSpec TO_ZERO = KedaSpec.of(0, 8, List.of(new KedaTrigger(QUEUE, 2000)), Optional.empty());

    private final KedaScaling keda = new KedaScaling(TO_ZERO);

    @Test
    void anActiveTriggerStartsTheFirstReplica() {
        var look = keda.look(Activity.EMPTY, 1000, 0, List.of(MetricReading.keda(2.001)));

        assertThat(look.replicas()).hasValue(1);
        assertThat(look.activity().lastActiveMillis()).hasValue(1000);
    }

    @Test
    void aValueAtTheThresholdIsNotActive() {
        assertThat(keda.look(Activity.EMPTY, 0, 0, List.of(MetricReading.keda(2)))
                        .replicas())
                .isEmpty();
    }

    @Test
    void theLastReplicasGoWhenTheCooldownIsOver() {
        var quiet = List.of(MetricReading.keda(0));
        var active = keda.look(Activity.EMPTY, 0, 3, List.of(MetricReading.keda(9)));
        assertThat(active.replicas()).isEmpty();

        assertThat(keda.look(active.activity(), 300_000, 3, quiet).replicas()).isEmpty();
        assertThat(keda.look(active.activity(), 330_000, 3, quiet).replicas()).hasValue(0);
    }

    @Test
    void whatNobodyEverUsedGoesAtOnce() {
        assertThat(keda.look(Activity.EMPTY, 0, 3, List.of(MetricReading.keda(0)))
                        .replicas())
                .hasValue(0);
    }

    @Test
    void aTriggerThatCannotBeReadChangesNothing() {
        var before = new Activity(OptionalLong.of(0));

        var look = keda.look(before, 900_000, 3, List.of(MetricReading.unread()));

        assertThat(look).isEqualTo(new KedaScaling.Look(OptionalInt.empty(), before));
    }

    @Test
    void withAMinimumItGoesThereAndTheAutoscalerDoesTheRest() {
        var spec = KedaSpec.of(2, 8, List.of(KedaTrigger.of(QUEUE)), Optional.of(HpaPresets.KEDA_SLO));
        var quiet = List.of(MetricReading.keda(0));

        assertThat(new KedaScaling(spec).look(Activity.EMPTY, 0, 1, quiet).replicas())
                .hasValue(2);
        assertThat(new KedaScaling(spec).look(Activity.EMPTY, 0, 5, quiet).replicas())
                .isEmpty();
        assertThat(spec.autoscaler()).isEqualTo(new HpaSpec(2, 8, List.of(QUEUE), Optional.of(HpaPresets.KEDA_SLO)));
    }

    @Test
    void itsAutoscalerNeverGoesBelowOne() {
        assertThat(TO_ZERO.autoscaler().minReplicas()).isEqualTo(1);
    }

    @Test
    void oneActiveTriggerOfSeveralIsEnough() {
        var two = List.of(new KedaTrigger(QUEUE, 2000), KedaTrigger.of(HpaMetric.averageValue("rate", 1)));
        var both = new KedaScaling(KedaSpec.of(0, 8, two, Optional.empty()));

        assertThat(both.look(Activity.EMPTY, 0, 0, List.of(MetricReading.keda(0), MetricReading.keda(1)))
                        .replicas())
                .hasValue(1);
    }

    @Test
    void whatOneTriggerCannotSayDoesNotRenewTheCooldown() {
        var two = List.of(KedaTrigger.of(QUEUE), KedaTrigger.of(HpaMetric.averageValue("rate", 1)));
        var both = new KedaScaling(KedaSpec.of(0, 8, two, Optional.empty()));
        var readings = List.of(MetricReading.unread(), MetricReading.keda(1));

        assertThat(both.look(Activity.EMPTY, 5, 3, readings).activity()).isEqualTo(Activity.EMPTY);
        assertThat(both.look(Activity.EMPTY, 5, 0, readings).activity()).isEqualTo(new Activity(OptionalLong.of(5)));
    }

    @Test
    void aReadingIsMissedWhereThereIsNoneForATrigger() {
        assertThatThrownBy(() -> keda.look(Activity.EMPTY, 0, 0, List.of()))
                .hasMessage("there are 0 readings of 1 triggers");
    }

    @Test
    void aMetricOfPodsIsNoTrigger() {
        assertThatThrownBy(() -> KedaTrigger.of(HpaMetric.pods("queue", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
