package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that give up in the queue hide demand, so that arrivals are a lower bound. One replica carries 25.31
 * requests/min; a request takes 3.9 s in a full batch of 4.
 */
class HiddenDemandTest {
    private static Load queue(double arrivalsPerMinute, double abandonedPerMinute, double running, double waiting) {
        var load = Fleets.load(arrivalsPerMinute, 178);
        return new Load(
                load.arrivalRatePerSecond(),
                load.completionRatePerSecond(),
                load.inputTokens(),
                load.outputTokens(),
                load.ttftMillis(),
                load.itlMillis(),
                load.waitMillis(),
                running,
                waiting,
                load.kvCacheUsage(),
                abandonedPerMinute / 60,
                load.kvCacheTokens());
    }

    private static Measured hiding(Load load, int pods) {
        return new Measured(load, Duration.ofSeconds(5), pods, pods, List.of(new Caveat.HiddenDemand()));
    }

    /** Cycle after cycle, each target is given what was decided for it. */
    private static final class Loop {
        private Memory memory = Memory.EMPTY;
        private long cycle;

        Map<VariantId, Decision> next(Fleet fleet, Measurement measurement) {
            var step = new Planner(PlanningRules.DEFAULT)
                    .plan(observation(++cycle, fleet, measurement), memory, WorkLimit.NONE);
            memory = step.memory();
            assertThat(step.failures()).isEmpty();
            return step.plan().decisions();
        }
    }

    private static Decision decide(Variant variant, Measurement measurement) {
        return new Loop().next(fleet(variant), measurement).get(SAMPLE);
    }

    @Nested
    class Alone {
        @Test
        void theReplicasDoubleEachCycleUntilTheQueueIsGone() {
            var loop = new Loop();
            // 240 requests/min arrive; two pods of four slots start fewer than half of them
            var first = loop.next(fleet(variant(SAMPLE, 2)), hiding(queue(95, 145, 8, 20), 2))
                    .get(SAMPLE);
            assertThat(first.desiredReplicas()).hasValue(4);
            assertThat(first.constraint()).isEqualTo(Constraint.DOUBLING);
            assertThat(DecisionText.reason(first))
                    .isEqualTo("240.00 requests/min of 178.00 output tokens, 145.00 of them from clients that seem to"
                            + " give up in the queue, need 10 replicas of A100: one carries 25.31 requests/min within"
                            + " time to first token 500.00 ms (inter-token latency: 60.62, throughput: 60.62);"
                            + " estimated requests can at most double the replicas in one cycle: 4");
            assertThat(DecisionText.changesAt(first)).isEmpty();

            var second = loop.next(fleet(variant(SAMPLE, 4)), hiding(queue(185, 55, 16, 12), 4))
                    .get(SAMPLE);
            assertThat(second.desiredReplicas()).hasValue(8);

            var third = loop.next(fleet(variant(SAMPLE, 8)), measured(queue(240, 0, 16, 0)))
                    .get(SAMPLE);
            assertThat(third.desiredReplicas()).hasValue(10);
            assertThat(third.constraint()).isEqualTo(Constraint.TTFT);
            assertThat(DecisionText.reason(third)).doesNotContain("give up");
        }

        @Test
        void whatArrivesForCertainIsBoundedByNoDoubling() {
            assertThat(decide(variant(SAMPLE, 2), hiding(queue(240, 60, 8, 20), 2))
                            .desiredReplicas())
                    .hasValue(10);
        }

        @Test
        void whatIsWithinADoublingIsSizedInFull() {
            var decision = decide(variant(SAMPLE, 6), hiding(queue(150, 90, 24, 6), 6));
            assertThat(decision.desiredReplicas()).hasValue(10);
            assertThat(decision.constraint()).isEqualTo(Constraint.TTFT);
            assertThat(DecisionText.reason(decision)).contains("90.00 of them").doesNotContain("double");
        }

        @Test
        void oneReplicaIsDoubledToo() {
            assertThat(decide(variant(SAMPLE, 1), hiding(queue(20, 500, 4, 20), 1))
                            .desiredReplicas())
                    .hasValue(2);
        }

        @Test
        void theDoublingStartsFromWhatTheTargetWasAskedToHave() {
            var starting = new TargetState.Found(4, 2, 2, List.of(), Optional.empty());
            assertThat(decide(Variants.withTarget(variant(SAMPLE, 4), starting), hiding(queue(60, 500, 8, 20), 2))
                            .desiredReplicas())
                    .hasValue(8);
        }

        @Test
        void noneIsAddedForThemWhereOtherPodsHaveRoom() {
            var uneven = new Measured(
                    queue(40, 1, 12, 4),
                    Duration.ofSeconds(5),
                    3,
                    3,
                    List.of(new Caveat.HiddenDemand(), new Caveat.UnevenQueue()));
            assertThat(decide(variant(SAMPLE, 3), uneven).desiredReplicas()).hasValue(3);
        }

        @Test
        void howeverFewSeemToGiveUpOneReplicaIsAdded() {
            var decision = decide(variant(SAMPLE, 3), hiding(queue(40, 1, 12, 4), 3));
            assertThat(decision.desiredReplicas()).hasValue(4);
            assertThat(decision.constraint()).isEqualTo(Constraint.HIDDEN_DEMAND);
            assertThat(DecisionText.reason(decision))
                    .endsWith("; clients give up in the queue: one more than the ready replicas");
        }

        @Test
        void noReplicaIsAddedForThemWhileOneIsOnItsWay() {
            var starting = new TargetState.Found(4, 4, 3, List.of(), Optional.empty());
            assertThat(decide(Variants.withTarget(variant(SAMPLE, 4), starting), hiding(queue(40, 1, 12, 4), 3))
                            .desiredReplicas())
                    .hasValue(4);
        }

        @Test
        void maxReplicasHoldsWhateverClientsDo() {
            var most = Variants.withBounds(variant(SAMPLE, 3), 1, 3);
            assertThat(decide(most, hiding(queue(40, 1, 12, 4), 3)).desiredReplicas())
                    .hasValue(3);
            var capped = decide(Variants.withBounds(variant(SAMPLE, 3), 1, 5), hiding(queue(40, 900, 12, 4), 3));
            assertThat(capped.desiredReplicas()).hasValue(5);
            assertThat(capped.constraint()).isEqualTo(Constraint.MAXIMUM);
        }

        @ParameterizedTest
        @ValueSource(doubles = {6e10, 1e300})
        void anAbsurdEstimateIsBoundedByTheDoublingAndMaxReplicas(double abandonedPerMinute) {
            var absurd = hiding(queue(40, abandonedPerMinute, 12, 4), 3);
            var decision = decide(variant(SAMPLE, 3), absurd);
            assertThat(decision.outcome()).isEqualTo(Outcome.OPTIMIZED);
            assertThat(decision.desiredReplicas()).hasValue(6);
            assertThat(decide(Variants.withBounds(variant(SAMPLE, 3), 1, 5), absurd)
                            .desiredReplicas())
                    .hasValue(5);
        }

        @Test
        void demandThatIsAllHiddenIsSizedToo() {
            assertThat(decide(variant(SAMPLE, 2), hiding(queue(0, 240, 8, 240), 2))
                            .desiredReplicas())
                    .hasValue(4);
        }

        @Test
        void partialMetricsMayAddReplicasForThoseWhoGiveUp() {
            var partial =
                    new Measured(queue(40, 1, 12, 4), Duration.ofSeconds(5), 2, 3, List.of(new Caveat.HiddenDemand()));
            assertThat(decide(variant(SAMPLE, 3), partial).desiredReplicas()).hasValue(4);
        }
    }

    /** Variants {@code a} on A100 (40 cents/h) and {@code g} on G2 (23 cents/h), equally fast. */
    @Nested
    class Shared {
        private Map<VariantId, Decision> plan(Loop loop, int onA100, int onG2, Measurement each) {
            return loop.next(
                    fleet(
                            Variants.withBounds(Variants.on("a", "A100", onA100), 0, 9),
                            Variants.withBounds(Variants.on("g", "G2", onG2), 0, 9)),
                    each);
        }

        private int[] replicas(Map<VariantId, Decision> decisions) {
            return decisions.values().stream()
                    .mapToInt(one -> one.desiredReplicas().orElseThrow())
                    .toArray();
        }

        @Test
        void theReplicasOfAllDoubleEachCycle() {
            var loop = new Loop();
            var decisions = plan(loop, 1, 1, hiding(queue(48, 72, 4, 10), 1));
            assertThat(replicas(decisions)).containsExactly(1, 3);
            var grown = decisions.get(new VariantId("llm-d-sim", "g"));
            assertThat(grown.constraint()).isEqualTo(Constraint.DOUBLING);
            assertThat(DecisionText.reason(grown))
                    .startsWith("240.00 requests/min of 178.00 output tokens, 144.00 of them from clients that seem to"
                            + " give up in the queue, shared by 2 variants; for now 1 of A100 (a) and 3 of G2 (g),"
                            + " 109.00 cents/h; of G2 one carries")
                    .endsWith("; estimated requests can at most double the replicas in one cycle");
            decisions = plan(loop, 1, 3, hiding(queue(95, 25, 8, 6), 2));
            assertThat(replicas(decisions)).containsExactly(1, 7);
            decisions = plan(loop, 1, 7, measured(queue(120, 0, 8, 0)));
            assertThat(Arrays.stream(replicas(decisions)).sum()).isEqualTo(10);
        }

        @Test
        void anAbsurdEstimateIsBoundedByTheDoublingAndTheMaxima() {
            assertThat(replicas(plan(new Loop(), 2, 1, hiding(queue(20, 6e10, 4, 10), 1))))
                    .containsExactly(2, 4);
            var decisions = plan(new Loop(), 8, 8, hiding(queue(20, 6e10, 4, 10), 1));
            assertThat(replicas(decisions)).containsExactly(9, 9);
            assertThat(decisions.values())
                    .allSatisfy(one -> assertThat(one.constraint()).isEqualTo(Constraint.MAXIMUM));
        }

        @Test
        void manySlowReplicasCountAsManyWhereTheyAreTheCheapest() {
            var slow = new PerformanceProfile("G2", 1, 1, 20.58, 0.41, Optional.empty());
            var decisions = new Loop()
                    .next(
                            Variants.withCost(
                                    fleet(
                                            Variants.withBounds(Variants.on("a", "A100", 3), 0, 99),
                                            Variants.withBounds(
                                                    Variants.withProfiles(Variants.on("g", "G2", 1), slow), 0, 99)),
                                    "G2",
                                    0.1),
                            hiding(queue(30, 600, 4, 10), 2));
            assertThat(replicas(decisions)).containsExactly(3, 5);
        }

        @Test
        void howeverFewSeemToGiveUpOneReplicaIsAddedToAllOfThem() {
            var decisions = plan(new Loop(), 2, 3, hiding(queue(20, 0.5, 8, 4), 2));
            assertThat(replicas(decisions)).containsExactly(2, 4);
            assertThat(decisions.get(new VariantId("llm-d-sim", "g")).constraint())
                    .isEqualTo(Constraint.HIDDEN_DEMAND);
        }

        @Test
        void whatArrivesForCertainIsBoundedByNoDoubling() {
            assertThat(Arrays.stream(replicas(plan(new Loop(), 1, 1, hiding(queue(120, 5, 4, 10), 1))))
                            .sum())
                    .isEqualTo(10);
        }

        @Test
        void demandThatIsAllHiddenIsSizedToo() {
            assertThat(replicas(plan(new Loop(), 1, 1, hiding(queue(0, 300, 4, 10), 1))))
                    .containsExactly(1, 3);
        }
    }
}
