package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlannerTest {
    /** The published figures are float32. */
    private static final double FLOAT32_PERCENT = 1e-3;

    private static Decision decide(Fleet fleet, Measurement measurement) {
        return decide(fleet, measurement, Memory.EMPTY);
    }

    private static Decision decide(Fleet fleet, Measurement measurement, Memory memory) {
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet, measurement), memory, WorkLimit.NONE)
                .plan()
                .decisions()
                .get(SAMPLE);
    }

    private static Memory after(Fleet fleet, Measurement measurement) {
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(0, fleet, measurement), Memory.EMPTY, WorkLimit.NONE)
                .memory();
    }

    private static Load withQueue(Load load, double running, double waiting) {
        return new Load(
                load.arrivalRatePerSecond(),
                load.inputTokens(),
                load.outputTokens(),
                load.ttftMillis(),
                load.itlMillis(),
                load.waitMillis(),
                running,
                waiting,
                load.kvCacheUsage());
    }

    @Nested
    class Sized {
        @Test
        void theWorkedExampleComesOutToThePublishedDigits() {
            var decision = decide(fleet(sample()), measured(load(40, 178)));

            assertThat(decision.outcome()).isEqualTo(Outcome.OPTIMIZED);
            assertThat(decision.desiredReplicas()).hasValue(2);
            assertThat(decision.constraint()).isEqualTo(Constraint.TTFT);
            var allocation = decision.allocation().orElseThrow();
            assertThat(allocation.costCentsPerHour()).isEqualTo(80);
            assertThat(allocation.itlMillis()).isCloseTo(21.49347, withinPercentage(FLOAT32_PERCENT));
            assertThat(allocation.waitMillis()).isCloseTo(69.7666, withinPercentage(FLOAT32_PERCENT));
            assertThat(allocation.utilization()).isCloseTo(0.71789724, withinPercentage(FLOAT32_PERCENT));
            assertThat(allocation.maxRatePerSecond() * 60).isCloseTo(25.31145, withinPercentage(FLOAT32_PERCENT));
        }

        @Test
        void saysWhyAndWhatWouldChangeIt() {
            var decision = decide(fleet(sample()), measured(load(40, 178)));

            assertThat(DecisionText.reason(decision))
                    .isEqualTo("40.00 requests/min of 178.00 output tokens need 2 replicas of A100:"
                            + " one carries 25.31 requests/min within time to first token 500.00 ms"
                            + " (inter-token latency: 60.62, throughput: 60.62)");
            assertThat(DecisionText.changesAt(decision))
                    .hasValue("above 50.62 requests/min (27 % more load): 3 replicas;"
                            + " at 25.31 requests/min or less (37 % less load): 1 replica");
        }

        @Test
        void saysAtWhichLoadTheNumberChangesWithinTheBounds() {
            assertThat(changesAt(5, 9, 40)).hasValue("above 126.56 requests/min (216 % more load): 6 replicas");
            assertThat(changesAt(1, 3, 400)).hasValue("at 50.62 requests/min or less (87 % less load): 2 replicas");
            assertThat(changesAt(2, 2, 40)).isEmpty();
            var wanted = Variants.fleetWithTarget(new ServiceTarget(500, 24, 178), sample());
            assertThat(DecisionText.changesAt(decide(wanted, measured(load(1, 178)))))
                    .isEmpty();
        }

        private Optional<String> changesAt(int minimum, int maximum, double requestsPerMinute) {
            return DecisionText.changesAt(decide(
                    fleet(Variants.withBounds(sample(), minimum, maximum)), measured(load(requestsPerMinute, 178))));
        }

        @Test
        void theSameInputGivesTheSamePlanAndMemory() {
            var observation = observation(1, fleet(sample()), measured(load(40, 178)));
            var one = new Planner(PlanningRules.DEFAULT).plan(observation, Memory.EMPTY, WorkLimit.NONE);
            var other = new Planner(PlanningRules.DEFAULT).plan(observation, Memory.EMPTY, WorkLimit.NONE);
            assertThat(one.plan()).isEqualTo(other.plan());
            assertThat(one.memory()).isEqualTo(other.memory());
        }

        @Test
        void boundsOfTheVariantWin() {
            var most = Variants.withBounds(sample(), 0, 1);
            assertThat(decide(fleet(most), measured(load(400, 178))))
                    .matches(decision -> decision.desiredReplicas().getAsInt() == 1)
                    .matches(decision -> decision.constraint() == Constraint.MAXIMUM);
            var least = Variants.withBounds(sample(), 5, 9);
            assertThat(decide(fleet(least), measured(load(40, 178))))
                    .matches(decision -> decision.desiredReplicas().getAsInt() == 5)
                    .matches(decision -> decision.constraint() == Constraint.MINIMUM);
        }

        @Test
        void tokensPerSecondOfTheClassAreTheDemandWhateverArrives() {
            var wanted = Variants.fleetWithTarget(new ServiceTarget(500, 24, 178), sample());
            // 178 tokens/s at 178 tokens a request are 60 requests a minute: 3 replicas at 25.31
            assertThat(decide(wanted, measured(load(1, 178))).desiredReplicas()).hasValue(3);
        }
    }

    @Nested
    class NoLoad {
        @Test
        void goesToOneUnlessZeroIsAllowed() {
            assertThat(decide(fleet(variant(SAMPLE, 3)), measured(Load.NONE)).desiredReplicas())
                    .hasValue(1);
            var toZero = new Settings(Duration.ofSeconds(60), true, true, Optional.empty());
            assertThat(decide(fleet(toZero, variant(SAMPLE, 3)), measured(Load.NONE))
                            .desiredReplicas())
                    .hasValue(0);
            assertThat(decide(fleet(Variants.withBounds(sample(), 0, 9)), measured(Load.NONE))
                            .desiredReplicas())
                    .hasValue(0);
        }

        @Test
        void isNotBelievedWhileAPodDoesNotReport() {
            var partial = new Measured(Load.NONE, Duration.ZERO, 1, 2);
            var decision = decide(fleet(variant(SAMPLE, 3)), partial);
            assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
            assertThat(decision.desiredReplicas()).hasValue(3);
            assertThat(DecisionText.reason(decision)).contains("only 1 of 2 ready pods report");
        }
    }

    @Nested
    class Held {
        private final Measurement missing = new Unknown(Cause.MISSING, "no series");

        @Test
        void theLastGoodDecisionWhateverIsMissing() {
            var memory = after(fleet(sample()), measured(load(40, 178)));
            for (var cause : Cause.values()) {
                var decision = decide(fleet(sample()), new Unknown(cause, "why"), memory);
                assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
                assertThat(decision.desiredReplicas()).hasValue(2);
                assertThat(decision.accelerator()).isEqualTo("A100");
                assertThat(decision.decidedAt()).hasValue(NOW);
                assertThat(DecisionText.reason(decision)).isEqualTo("why; last good decision held: 2");
            }
        }

        @Test
        void whatTheStatusShowsAfterARestart() {
            var previous = Variants.withLastGood(sample(), new LastGoodDecision("A100", 7, NOW));
            assertThat(decide(fleet(previous), missing).desiredReplicas()).hasValue(7);
        }

        @Test
        void whatRunsNowBeforeTheFirstDecision() {
            var decision = decide(fleet(variant(SAMPLE, 3)), missing);
            assertThat(decision.desiredReplicas()).hasValue(3);
            assertThat(decision.decidedAt()).isEmpty();
        }

        @Test
        void whatTheTargetWasAskedToHaveAndNotWhatARolloutOrAStartMakesOfIt() {
            for (int current : new int[] {0, 5}) {
                var target = new TargetState.Found(4, current, 0, List.of(), Optional.empty());
                var decision = decide(fleet(Variants.withTarget(sample(), target)), missing);
                assertThat(decision.desiredReplicas()).hasValue(4);
                assertThat(decision.currentReplicas()).isEqualTo(current);
            }
        }

        @Test
        void nothingWhereTheTargetIsMissingAndNothingWasDecided() {
            var gone = Variants.withTarget(sample(), new TargetState.Missing("Deployment x not found"));
            var decision = decide(fleet(gone), missing);
            assertThat(decision.desiredReplicas()).isEmpty();
            assertThat(DecisionText.reason(decision)).contains("Deployment x not found");
        }

        @Test
        void withinBoundsThatChangedMeanwhile() {
            var memory = after(fleet(sample()), measured(load(400, 178)));
            assertThat(decide(fleet(Variants.withBounds(sample(), 1, 4)), missing, memory)
                            .desiredReplicas())
                    .hasValue(4);
        }

        @Test
        void notAcrossAResourceThatWasMadeAnew() {
            var memory = after(fleet(sample()), measured(load(400, 178)));
            var anew = Variants.withUid(sample(), "another");
            assertThat(decide(fleet(anew), missing, memory).desiredReplicas()).hasValue(1);
        }

        @Test
        void onTheAcceleratorThatTheVariantMovedTo() {
            var memory = after(fleet(sample()), measured(load(40, 178)));
            var moved = Variants.withLabel(Variants.withSecondProfile(sample()), "G2");
            assertThat(decide(fleet(moved), missing, memory))
                    .matches(decision -> decision.accelerator().equals("G2"))
                    .matches(decision -> decision.desiredReplicas().getAsInt() == 2);
            var free = Variants.withKeep(moved, false);
            assertThat(decide(fleet(free), missing, memory).accelerator()).isEqualTo("G2");
        }

        @Test
        void fallsBackWhenItIsOlderThanTheLimit() {
            var settings = new Settings(Duration.ofSeconds(60), false, true, Optional.of(Duration.ofSeconds(59)));
            var variant = Variants.withFallback(sample(), 6);
            var memory = after(fleet(settings, variant), measured(load(40, 178)));
            var decision = decide(fleet(settings, variant), missing, memory);
            assertThat(decision.outcome()).isEqualTo(Outcome.FALLBACK);
            assertThat(decision.desiredReplicas()).hasValue(6);
            assertThat(decide(fleet(variant), missing, memory).desiredReplicas())
                    .hasValue(2);
        }

        @Test
        void whatItsOwnerFrozeWhateverTheLoad() {
            var memory = after(fleet(sample()), measured(load(40, 178)));
            var frozen = Variants.frozen(sample());
            var decision = decide(fleet(frozen), measured(load(400, 178)), memory);

            assertThat(decision.outcome()).isEqualTo(Outcome.FROZEN);
            assertThat(decision.desiredReplicas()).hasValue(2);
            assertThat(decision.decidedAt())
                    .as("it stands still")
                    .isEqualTo(memory.variants().get(SAMPLE).lastGood().map(LastGoodDecision::at));
            assertThat(DecisionText.reason(decision))
                    .isEqualTo("frozen by the annotation wva.llmd.ai/freeze; last good decision held: 2");
            assertThat(decide(fleet(sample()), measured(load(400, 178)), memory).desiredReplicas())
                    .as("taken away, the load counts again")
                    .hasValue(16);
        }

        @Test
        void whatItsOwnerFrozeThoughThatWasAFallbackOrIsOld() {
            var settings = new Settings(Duration.ofSeconds(60), false, true, Optional.of(Duration.ofSeconds(59)));
            var variant = Variants.withFallback(sample(), 6);
            var planner = new Planner(PlanningRules.DEFAULT);
            var good = after(fleet(settings, variant), measured(load(40, 178)));
            var fallback = planner.plan(observation(2, fleet(settings, variant), missing), good, WorkLimit.NONE)
                    .memory();

            var kept = decide(fleet(settings, Variants.frozen(variant)), measured(load(40, 178)), fallback);
            assertThat(kept.desiredReplicas())
                    .as("the last decision, which was a fallback")
                    .hasValue(6);
            var old = decide(fleet(settings, Variants.frozen(variant)), missing, good);
            assertThat(old.outcome()).isEqualTo(Outcome.FROZEN);
            assertThat(old.desiredReplicas()).hasValue(2);
        }

        @Test
        void whatRunsWhereNothingWasDecidedBeforeItWasFrozen() {
            assertThat(decide(fleet(Variants.frozen(variant(SAMPLE, 3))), measured(load(400, 178)))
                            .desiredReplicas())
                    .hasValue(3);
        }

        @Test
        void tokensOfTheLastCompletionServeUntilTheNext() {
            var memory = after(fleet(sample()), measured(load(10, 178)));
            var noCompletion = new Load(
                    40.0 / 60,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    4,
                    0,
                    OptionalDouble.empty());
            assertThat(decide(fleet(sample()), measured(noCompletion), memory).desiredReplicas())
                    .hasValue(2);
            var first = decide(fleet(sample()), measured(noCompletion));
            assertThat(first.outcome()).isEqualTo(Outcome.HELD);
            assertThat(DecisionText.reason(first)).contains("tokens per request are unknown");
        }

        @Test
        void partialLoadMayAddReplicasButTakesNoneAway() {
            var memory = after(fleet(sample()), measured(load(40, 178)));
            var more = new Measured(load(120, 178), Duration.ZERO, 1, 2);
            assertThat(decide(fleet(sample()), more, memory).desiredReplicas()).hasValue(5);
            var less = new Measured(load(10, 178), Duration.ZERO, 1, 2);
            assertThat(decide(fleet(sample()), less, memory).desiredReplicas()).hasValue(2);
        }

        @Test
        void podsThatAreAllYoungMayAddReplicasButTakeNoneAway() {
            var memory = after(fleet(sample()), measured(load(40, 178)));
            var less = new Measured(load(10, 178), Duration.ZERO, 0, 0);
            var held = decide(fleet(sample()), less, memory);
            assertThat(held.outcome()).isEqualTo(Outcome.HELD);
            assertThat(held.desiredReplicas()).hasValue(2);
            assertThat(DecisionText.reason(held)).startsWith("no pod is old enough");
            var same = new Measured(load(40, 178), Duration.ZERO, 0, 0);
            assertThat(decide(fleet(sample()), same, memory).outcome()).isEqualTo(Outcome.OPTIMIZED);
            var more = new Measured(load(120, 178), Duration.ZERO, 0, 0);
            assertThat(decide(fleet(sample()), more, memory).desiredReplicas()).hasValue(5);
        }

        @Test
        void noScaleInWhileRequestsWait() {
            var memory = after(fleet(sample()), measured(load(40, 178)));
            var waiting = measured(withQueue(load(20, 178), 10, 1));
            assertThat(decide(fleet(sample()), waiting, memory))
                    .matches(decision -> decision.desiredReplicas().getAsInt() == 2)
                    .matches(decision -> decision.constraint() == Constraint.QUEUE);
            var hardly = measured(withQueue(load(20, 178), 40, 2));
            assertThat(decide(fleet(sample()), hardly, memory).desiredReplicas())
                    .hasValue(1);
        }
    }

    @Nested
    class Refused {
        @Test
        void aVariantThatCannotBePlannedIsInvalidAndKeepsWhatItHas() {
            var decision = decide(
                    fleet(Variants.withFaults(sample(), "alpha is not a number", "accCount is missing")),
                    measured(load(40, 178)));
            assertThat(decision.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(DecisionText.reason(decision))
                    .isEqualTo("alpha is not a number; accCount is missing; current replicas held: 1");
            assertThat(decision.desiredReplicas()).hasValue(1);
        }

        @Test
        void aTargetThatOneIdleRequestMisses() {
            var impossible = Variants.fleetWithTarget(new ServiceTarget(500, 15, 0), variant(SAMPLE, 3));
            var decision = decide(impossible, measured(load(40, 178)));
            assertThat(decision.outcome()).isEqualTo(Outcome.INFEASIBLE);
            assertThat(decision.desiredReplicas()).hasValue(3);
            assertThat(DecisionText.reason(decision))
                    .contains("inter-token latency target 15.00 ms cannot be met on A100: a single request takes");
        }

        @Test
        void oneVariantsFaultDoesNotTouchAnother() {
            var other = new VariantId("llm-d-sim", "other");
            var broken = Variants.withFaults(variant(other, 2), "alpha is not a number");
            var variants = fleet(sample(), broken);
            var decisions = new Planner(PlanningRules.DEFAULT)
                    .plan(observation(1, variants, measured(load(40, 178))), Memory.EMPTY, WorkLimit.NONE)
                    .plan()
                    .decisions();
            assertThat(decisions.get(SAMPLE).desiredReplicas()).hasValue(2);
            assertThat(decisions.get(other).outcome()).isEqualTo(Outcome.INVALID);
            assertThat(decisions.get(other).desiredReplicas()).hasValue(2);
        }
    }

    @Test
    void memoryForgetsVariantsThatAreGone() {
        var memory = after(fleet(sample()), measured(load(40, 178)));
        var empty = new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet(), measured(Load.NONE)), memory, WorkLimit.NONE);
        assertThat(empty.memory().variants()).isEqualTo(new TreeMap<>());
    }
}
