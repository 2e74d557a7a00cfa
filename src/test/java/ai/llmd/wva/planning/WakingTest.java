package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void nothingKnownWakesNobody() {
        assertThat(decide(ASLEEP, new Unknown(Cause.ABSENT, "no series")).desiredReplicas())
                .hasValue(0);
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

    @Test
    void oneThatWasWokenIsNotPutToSleepBeforeItIsKnownWhatItServes() {
        var asleep = ASLEEP.withLastGood(Optional.of(new LastGoodDecision("A100", 0, Fleets.NOW)));
        var woken = asleep.withTarget(Fleets.found(1));
        var planner = new Planner(PlanningRules.DEFAULT);
        var waits = measured(Load.NONE.withQueue(0.1, 3, 0));
        var starts = new Unknown(Cause.ABSENT, "no ready pod");
        var serves = measured(Load.NONE.withQueue(0.1, 0, 0));

        var memory = Memory.EMPTY;
        for (var cycle : List.of(
                Map.entry(asleep, waits),
                Map.entry(woken, starts),
                Map.entry(woken, starts),
                Map.entry(woken, serves))) {
            var step = planner.plan(observation(cycle.getKey(), cycle.getValue()), memory, WorkLimit.NONE);
            memory = step.memory();
            assertThat(step.plan().decisions().get(asleep.id()).desiredReplicas())
                    .as("with %s", cycle.getValue())
                    .hasValue(1);
        }

        var step = planner.plan(observation(woken, measured(Load.NONE)), memory, WorkLimit.NONE);
        assertThat(step.plan().decisions().get(asleep.id()).desiredReplicas()).hasValue(0);
    }

    @Test
    void aQueueThatMayBeMeantForAnotherModelWakesToo() {
        var measured = new Measured(Load.NONE, Duration.ofSeconds(5), 0, 0, List.of(new Caveat.GatewayQueue(true)));

        assertThat(decide(ASLEEP, measured).desiredReplicas()).hasValue(1);
    }

    private static Measurement measured(Load load) {
        return new Measured(load, Duration.ofSeconds(5), 0, 0);
    }

    private static Observation observation(Variant variant, Measurement measurement) {
        return new Observation(1, Fleets.NOW, Fleets.fleet(variant), new TreeMap<>(Map.of(variant.id(), measurement)));
    }

    private static Decision decide(Variant variant, Measurement measurement) {
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(variant, measurement), Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions()
                .get(variant.id());
    }

    private static Decision decide(Variant variant, int waiting) {
        return decide(variant, measured(waiting == 0 ? Load.NONE : Load.NONE.withQueue(0.1, waiting, 0)));
    }
}
