package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Variants {@code a} on A100 (40 cents/h) and {@code g} on G2 (23 cents/h) that serve one model, equally fast: one
 * replica carries 25.31 requests/min.
 */
class SharedLoadTest {
    private static final PlanningRules FROM_NOTHING =
            new PlanningRules(SolverKind.NEAR_EXACT, SaturationPolicy.NONE, false, false);

    private static VariantId id(String name) {
        return new VariantId("llm-d-sim", name);
    }

    private static Map<VariantId, Decision> plan(Fleet fleet, Measurement... inNameOrder) {
        return Plans.decisions(PlanningRules.DEFAULT, fleet, inNameOrder);
    }

    private static int replicas(Map<VariantId, Decision> decisions, String name) {
        return decisions.get(id(name)).desiredReplicas().orElseThrow();
    }

    private static int weight(Map<VariantId, Decision> decisions, String name) {
        return decisions.get(id(name)).suggestedWeightPercent().orElseThrow();
    }

    private static Fleet two(int onA100, int onG2) {
        return fleet(
                Variants.withBounds(Variants.on("a", "A100", onA100), 0, 9),
                Variants.withBounds(Variants.on("g", "G2", onG2), 0, 9));
    }

    private static Measurement queue(Load load) {
        return measured(new Load(
                load.arrivalRatePerSecond(),
                load.inputTokens(),
                load.outputTokens(),
                load.ttftMillis(),
                load.itlMillis(),
                load.waitMillis(),
                10,
                5,
                load.kvCacheUsage()));
    }

    @Test
    void whatNothingActsOnSharesNoLoadWithWhatIsActedOn() {
        var fleet = fleet(
                Variants.withBounds(Variants.on("a", "A100", 1), 0, 9),
                Variants.advisory(Variants.withBounds(Variants.on("g", "G2", 1), 0, 9)));
        var decisions = plan(fleet, measured(load(40, 178)), measured(load(20, 178)));
        assertThat(replicas(decisions, "a")).as("the other may never come").isEqualTo(2);
        assertThat(replicas(decisions, "g")).isEqualTo(1);
        assertThat(decisions.get(id("a")).suggestedWeightPercent()).isEmpty();
    }

    @Nested
    class FromNothing {
        @Test
        void theLoadIsCountedOnceAndGoesWhereItCostsLeast() {
            var decisions = Plans.decisions(FROM_NOTHING, two(0, 0), measured(load(40, 178)), measured(load(60, 178)));
            assertThat(replicas(decisions, "a")).isZero();
            assertThat(replicas(decisions, "g")).isEqualTo(4);
            assertThat(weight(decisions, "a")).isZero();
            assertThat(weight(decisions, "g")).isEqualTo(100);
        }

        @Test
        void aMaximumSendsTheRestElsewhereAndAMinimumIsUsed() {
            var capped = fleet(
                    Variants.withBounds(Variants.on("a", "A100", 0), 0, 9),
                    Variants.withBounds(Variants.on("g", "G2", 0), 0, 3));
            var decisions = Plans.decisions(FROM_NOTHING, capped, measured(load(100, 178)), measured(Load.NONE));
            assertThat(replicas(decisions, "a")).isEqualTo(1);
            assertThat(replicas(decisions, "g")).isEqualTo(3);
            assertThat(weight(decisions, "a")).isEqualTo(25);
            assertThat(weight(decisions, "g")).isEqualTo(75);
            assertThat(decisions.get(id("g")).constraint()).isEqualTo(Constraint.MAXIMUM);

            var floored = fleet(
                    Variants.withBounds(Variants.on("a", "A100", 0), 2, 9),
                    Variants.withBounds(Variants.on("g", "G2", 0), 0, 9));
            decisions = Plans.decisions(FROM_NOTHING, floored, measured(load(100, 178)), measured(Load.NONE));
            assertThat(replicas(decisions, "a")).isEqualTo(2);
            assertThat(replicas(decisions, "g")).isEqualTo(2);
            assertThat(decisions.get(id("a")).constraint()).isEqualTo(Constraint.MINIMUM);
        }

        @Test
        void allMaximaAreUsedWhereEvenTheyDoNotSuffice() {
            var small = fleet(
                    Variants.withBounds(Variants.on("a", "A100", 0), 0, 1),
                    Variants.withBounds(Variants.on("g", "G2", 0), 0, 2));
            var decisions = Plans.decisions(FROM_NOTHING, small, measured(load(500, 178)), measured(Load.NONE));
            assertThat(replicas(decisions, "a")).isEqualTo(1);
            assertThat(replicas(decisions, "g")).isEqualTo(2);
            assertThat(decisions.get(id("a")).constraint()).isEqualTo(Constraint.MAXIMUM);
        }

        @Test
        void eachIsPredictedWithItsShare() {
            var decisions = Plans.decisions(
                    FROM_NOTHING,
                    fleet(
                            Variants.withBounds(Variants.on("a", "A100", 0), 1, 1),
                            Variants.withBounds(Variants.on("g", "G2", 0), 3, 3)),
                    measured(load(80, 178)),
                    measured(Load.NONE));
            var one = decisions.get(id("a")).allocation().orElseThrow();
            var three = decisions.get(id("g")).allocation().orElseThrow();
            assertThat(one.rateTargetPerSecond() * 60).isEqualTo(20);
            assertThat(three.rateTargetPerSecond() * 60).isEqualTo(60);
            assertThat(one.itlMillis()).isEqualTo(three.itlMillis());
        }

        @Test
        void tokensPerSecondOfTheClassAreWantedOfAllTogether() {
            var wanted = Variants.withTargets(two(0, 0), new ServiceTarget(500, 24, 178));
            // 178 tokens/s at 178 tokens a request are 60 requests a minute: 3 replicas at 25.31
            var decisions = Plans.decisions(FROM_NOTHING, wanted, measured(load(1, 178)), measured(load(1, 178)));
            assertThat(replicas(decisions, "a") + replicas(decisions, "g")).isEqualTo(3);
        }
    }

    @Nested
    class Running {
        @Test
        void whatServesStaysUntilItsTrafficHasGone() {
            var before = plan(two(3, 1), measured(load(70, 178)), measured(load(20, 178)));
            // the cheapest way on from here is to leave a where it is: 90/min need 4
            assertThat(replicas(before, "a") + replicas(before, "g")).isGreaterThanOrEqualTo(4);
            assertThat(replicas(before, "a")).isEqualTo(3);
            assertThat(before.get(id("a")).constraint()).isEqualTo(Constraint.TRAFFIC);
            assertThat(DecisionText.reason(before.get(id("a")))).contains("requests still routed to it");
            assertThat(replicas(before, "g")).isEqualTo(4);

            var moving = plan(two(3, 4), measured(load(20, 178)), measured(load(70, 178)));
            assertThat(replicas(moving, "a")).isEqualTo(1);
            assertThat(replicas(moving, "g")).isEqualTo(4);

            var moved = plan(two(1, 4), measured(load(0, 178)), measured(load(90, 178)));
            assertThat(replicas(moved, "a")).isZero();
        }

        @Test
        void trafficIsSentWhereReplicasAreReady() {
            var starting = plan(two(3, 1), measured(load(70, 178)), measured(load(20, 178)));
            assertThat(weight(starting, "a")).isEqualTo(75);
            assertThat(weight(starting, "g")).isEqualTo(25);
            var started = plan(two(3, 4), measured(load(70, 178)), measured(load(20, 178)));
            assertThat(weight(started, "a")).isZero();
            assertThat(weight(started, "g")).isEqualTo(100);
        }

        @Test
        void aMixThatIsHardlyCheaperIsNoReasonToMove() {
            var nearlyAsCheap = Variants.withCost(two(4, 0), "G2", 38);
            var decisions = plan(nearlyAsCheap, measured(load(90, 178)), measured(Load.NONE));
            assertThat(replicas(decisions, "a")).isEqualTo(4);
            assertThat(replicas(decisions, "g")).isZero();
        }

        @Test
        void equalsKeepTheRequestsThatReachThem() {
            var equal = Variants.withCost(two(1, 1), "G2", 40);
            var decisions = plan(equal, measured(load(40, 178)), measured(load(50, 178)));
            assertThat(replicas(decisions, "a")).isEqualTo(2);
            assertThat(replicas(decisions, "g")).isEqualTo(2);
            decisions = plan(equal, measured(load(20, 178)), measured(load(80, 178)));
            assertThat(replicas(decisions, "a")).isEqualTo(1);
            assertThat(replicas(decisions, "g")).isEqualTo(3);
        }

        @Test
        void noneGivesUpAReplicaWhileOneHasAQueueOrDoesNotTellAll() {
            var calm = plan(two(2, 4), measured(load(0, 178)), measured(load(40, 178)));
            assertThat(replicas(calm, "g")).isEqualTo(2);
            var queue = plan(two(2, 4), measured(load(0, 178)), queue(load(40, 178)));
            assertThat(replicas(queue, "a")).isEqualTo(2);
            assertThat(replicas(queue, "g")).isEqualTo(4);
            assertThat(queue.get(id("g")).constraint()).isEqualTo(Constraint.QUEUE);
            var partial = plan(two(2, 4), measured(load(0, 178)), new Measured(load(40, 178), Duration.ZERO, 3, 4));
            assertThat(replicas(partial, "g")).isEqualTo(4);
            assertThat(partial.get(id("g")).constraint()).isEqualTo(Constraint.HOLD);
            assertThat(DecisionText.reason(partial.get(id("g")))).contains("only 3 of 4 ready pods of g report");
            var young = plan(two(2, 4), measured(load(0, 178)), new Measured(load(40, 178), Duration.ZERO, 0, 0));
            assertThat(replicas(young, "g")).isEqualTo(4);
        }

        @Test
        void saysHowTheLoadIsSplitWhatCameSecondAndWhatWouldChangeIt() {
            var decision = plan(two(0, 2), measured(Load.NONE), measured(load(40, 178)))
                    .get(id("g"));
            assertThat(DecisionText.reason(decision))
                    .isEqualTo("40.00 requests/min of 178.00 output tokens, shared by 2 variants, cheapest with"
                            + " 2 of G2 (g), 46.00 cents/h; of G2 one carries 25.31 requests/min within time to first"
                            + " token 500.00 ms (inter-token latency: 60.62, throughput: 60.62)");
            assertThat(DecisionText.runnerUp(decision)).hasValue("2 of A100 (a), 80.00 cents/h");
            assertThat(DecisionText.changesAt(decision))
                    .hasValue("above 50.62 requests/min (27 % more load): 3 of G2 (g), 69.00 cents/h");
        }
    }

    @Nested
    class Apart {
        @Test
        void oneWhoseLoadIsUnknownKeepsWhatItServes() {
            var decisions = plan(two(3, 1), new Unknown(Cause.MISSING, "no series"), measured(load(60, 178)));
            assertThat(decisions.get(id("a")).outcome()).isEqualTo(Outcome.HELD);
            assertThat(replicas(decisions, "a")).isEqualTo(3);
            assertThat(replicas(decisions, "g")).isEqualTo(3);
            assertThat(decisions.get(id("g")).suggestedWeightPercent()).isEmpty();
        }

        @Test
        void oneThatCannotMeetTheTargetsIsHeldAndTheOthersCarryItsLoad() {
            var slow = Variants.withProfiles(
                    Variants.on("a", "A100", 2), new PerformanceProfile("A100", 1, 4, 30, 0.41, Optional.empty()));
            var decisions =
                    plan(fleet(slow, Variants.on("g", "G2", 1)), measured(load(40, 178)), measured(load(40, 178)));
            assertThat(decisions.get(id("a")).outcome()).isEqualTo(Outcome.INFEASIBLE);
            assertThat(replicas(decisions, "a")).isEqualTo(2);
            assertThat(replicas(decisions, "g")).isEqualTo(4);
            assertThat(weight(decisions, "g")).isEqualTo(100);
        }

        @Test
        void otherNamespacesModelsAndClassesHaveLoadsOfTheirOwn() {
            var elsewhere = Variants.withAccelerator(Fleets.variant(new VariantId("other", "g"), 1), "G2");
            var measurements = new TreeMap<VariantId, Measurement>();
            measurements.put(id("a"), measured(load(40, 178)));
            measurements.put(elsewhere.id(), measured(load(40, 178)));
            var decisions = new Planner(PlanningRules.DEFAULT)
                    .plan(
                            new Observation(1, NOW, fleet(Variants.on("a", "A100", 1), elsewhere), measurements),
                            Memory.EMPTY,
                            WorkLimit.NONE)
                    .plan()
                    .decisions();
            assertThat(decisions.values()).allSatisfy(decision -> {
                assertThat(decision.desiredReplicas()).hasValue(2);
                assertThat(decision.suggestedWeightPercent()).isEmpty();
            });
        }

        @Test
        void withoutAnyLoadEachGoesToItsMinimum() {
            var decisions = plan(two(3, 3), measured(Load.NONE), measured(Load.NONE));
            assertThat(replicas(decisions, "a")).isZero();
            assertThat(replicas(decisions, "g")).isZero();
        }

        @Test
        void beforeTheFirstCompletionAllAreHeld() {
            var unknownTokens = new Load(
                    1,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    4,
                    0,
                    OptionalDouble.empty());
            var decisions = plan(two(3, 2), measured(unknownTokens), measured(Load.NONE));
            assertThat(replicas(decisions, "a")).isEqualTo(3);
            assertThat(replicas(decisions, "g")).isEqualTo(2);
        }
    }

    @Nested
    class Percents {
        @Test
        void sumToAHundredByTheLargestRemainders() {
            assertThat(Weights.percents(new double[] {1, 1, 1})).containsExactly(34, 33, 33);
            assertThat(Weights.percents(new double[] {2, 0, 1})).containsExactly(67, 0, 33);
            assertThat(Weights.percents(new double[] {0, 0})).containsExactly(50, 50);
            assertThat(Weights.percents(new double[] {5})).containsExactly(100);
        }
    }
}
