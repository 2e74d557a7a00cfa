package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A variant at zero replicas knows nothing of its requests, and must not leave them waiting for that. */
class WakingTest {
    private static final Variant ASLEEP = Fleets.variant(Fleets.SAMPLE, 0).withLimits(ReplicaLimits.between(0, 10));

    @Test
    void requestsThatWaitInAGatewayWakeAVariantWhoseTokensAreUnknown() {
        var decision = decide(ASLEEP, 3);

        assertThat(decision.desiredReplicas()).hasValue(1);
        assertThat(DecisionText.reason(decision))
                .isEqualTo("tokens per request are unknown before the first completion; requests wait and nothing runs:"
                        + " 1 replica");
    }

    @Test
    void nobodyIsWokenWhileNothingWaits() {
        assertThat(decide(ASLEEP, 0).desiredReplicas()).hasValue(0);
    }

    @Test
    void aMaximumOfZeroStays() {
        assertThat(decide(ASLEEP.withLimits(ReplicaLimits.between(0, 0)), 3).desiredReplicas())
                .hasValue(0);
    }

    @Test
    void whatRunsIsHeldAsBefore() {
        var running = Fleets.variant(Fleets.SAMPLE, 2).withLimits(ReplicaLimits.between(0, 10));

        assertThat(decide(running, 3).desiredReplicas()).hasValue(2);
    }

    private static Decision decide(Variant variant, int waiting) {
        var load = Load.NONE.withQueue(0.1, waiting, 0);
        var measured = new Measured(waiting == 0 ? Load.NONE : load, Duration.ofSeconds(5), 0, 0);
        var observation =
                new Observation(1, Fleets.NOW, Fleets.fleet(variant), new TreeMap<>(Map.of(variant.id(), measured)));
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation, Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions()
                .get(variant.id());
    }
}
