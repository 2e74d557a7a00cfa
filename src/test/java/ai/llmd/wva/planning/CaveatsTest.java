package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What planning makes of facts about a measurement. One replica carries 25.31 requests/min. */
class CaveatsTest {
    private static Measured measured(Load load, Caveat... caveats) {
        return new Measured(load, Duration.ofSeconds(5), 2, 2, List.of(caveats));
    }

    private static Decision decide(Variant variant, Measured measured) {
        return Plans.decisions(PlanningRules.DEFAULT, fleet(variant), measured).get(variant.id());
    }

    private static Load withTokens(Load load, double inputTokens, double outputTokens) {
        return new Load(
                load.arrivalRatePerSecond(),
                OptionalDouble.of(inputTokens),
                OptionalDouble.of(outputTokens),
                load.ttftMillis(),
                load.itlMillis(),
                load.waitMillis(),
                load.running(),
                load.waiting(),
                load.kvCacheUsage());
    }

    @Nested
    class Stuck {
        private static final Caveat.StuckPods ONE = new Caveat.StuckPods(List.of("vllm-0"));

        @Test
        void podsAreMadeUpForAndForbidNoScaleIn() {
            var decision = decide(variant(SAMPLE, 3), measured(load(20, 178), ONE));
            assertThat(decision.desiredReplicas()).hasValue(2);
            assertThat(decision.constraint()).isEqualTo(Constraint.TTFT);
            assertThat(DecisionText.reason(decision))
                    .isEqualTo("20.00 requests/min of 178.00 output tokens need 1 replica of A100: one carries 25.31"
                            + " requests/min within time to first token 500.00 ms (inter-token latency: 60.62,"
                            + " throughput: 60.62); 1 more for a stuck pod");
            assertThat(DecisionText.changesAt(decision))
                    .hasValue("above 25.31 requests/min (27 % more load): 3 replicas");
        }

        @Test
        void podsServeNothingOfWhatIsPredicted() {
            var two = decide(variant(SAMPLE, 3), measured(load(20, 178), ONE))
                    .allocation()
                    .orElseThrow();
            var one = decide(variant(SAMPLE, 3), measured(load(20, 178)))
                    .allocation()
                    .orElseThrow();
            assertThat(two.ttftMillis()).isEqualTo(one.ttftMillis());
            assertThat(two.costCentsPerHour()).isEqualTo(2 * one.costCentsPerHour());
        }

        @Test
        void podsAreMadeUpForWithinTheBounds() {
            assertThat(decide(Variants.withBounds(variant(SAMPLE, 3), 1, 1), measured(load(20, 178), ONE))
                            .desiredReplicas())
                    .hasValue(1);
            assertThat(decide(Variants.withBounds(variant(SAMPLE, 3), 4, 9), measured(load(20, 178), ONE))
                            .desiredReplicas())
                    .hasValue(4);
        }

        @Test
        void aDoublingCountsThoseThatServe() {
            var hidden = new Load(
                    0.5,
                    0.5,
                    OptionalDouble.of(20),
                    OptionalDouble.of(178),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    8,
                    20,
                    OptionalDouble.empty(),
                    10,
                    OptionalDouble.empty());
            assertThat(decide(variant(SAMPLE, 3), measured(hidden, ONE)).desiredReplicas())
                    .hasValue(5);
        }

        @Test
        void withoutLoadOneThatServesIsLeft() {
            var decision = decide(variant(SAMPLE, 3), measured(Load.NONE, ONE));
            assertThat(decision.desiredReplicas()).hasValue(2);
            assertThat(DecisionText.reason(decision)).isEqualTo("no load: 2 replicas; a stuck pod does not count");
            assertThat(decide(Variants.withBounds(variant(SAMPLE, 3), 0, 9), measured(Load.NONE, ONE))
                            .desiredReplicas())
                    .hasValue(1);
        }

        @Test
        void podsOfAVariantThatSharesItsLoadAreMadeUpFor() {
            var decisions = Plans.decisions(
                    PlanningRules.DEFAULT,
                    fleet(
                            Variants.withBounds(Variants.on("a", "A100", 2), 0, 9),
                            Variants.withBounds(Variants.on("g", "G2", 2), 0, 9)),
                    measured(Load.NONE, ONE),
                    measured(load(40, 178)));
            var a = decisions.get(new VariantId("llm-d-sim", "a"));
            var g = decisions.get(new VariantId("llm-d-sim", "g"));
            assertThat(a.desiredReplicas()).hasValue(1);
            assertThat(DecisionText.reason(a)).endsWith("; 1 more for a stuck pod");
            assertThat(g.desiredReplicas()).hasValue(2);
            assertThat(DecisionText.reason(g)).doesNotContain("stuck");
            assertThat(a.suggestedWeightPercent()).hasValue(0);
            assertThat(g.suggestedWeightPercent()).hasValue(100);
        }
    }

    @Nested
    class Gateway {
        private static final Caveat.GatewayQueue AMBIGUOUS = new Caveat.GatewayQueue(true);

        @Test
        void aQueueThatMayBeAnotherVariantsForbidsScaleIn() {
            var decision = decide(variant(SAMPLE, 4), measured(load(20, 178), AMBIGUOUS));
            assertThat(decision.desiredReplicas()).hasValue(4);
            assertThat(decision.constraint()).isEqualTo(Constraint.QUEUE);
            assertThat(decide(variant(SAMPLE, 4), measured(load(120, 178), AMBIGUOUS))
                            .desiredReplicas())
                    .hasValue(5);
        }

        @Test
        void oneThatIsToldApartCountsOnlyAsTheRequestsThatWait() {
            assertThat(decide(variant(SAMPLE, 4), measured(load(20, 178), new Caveat.GatewayQueue(false)))
                            .desiredReplicas())
                    .hasValue(1);
        }

        @Test
        void withoutLoadItKeepsTheReplicasToo() {
            var decision = decide(variant(SAMPLE, 4), measured(Load.NONE, AMBIGUOUS));
            assertThat(decision.desiredReplicas()).hasValue(4);
            assertThat(decision.constraint()).isEqualTo(Constraint.QUEUE);
            assertThat(DecisionText.reason(decision)).isEqualTo("no load; requests are waiting: no scale-in");
        }
    }

    @Nested
    class Batch {
        @Test
        void anEngineThatAdmitsLessThanDeclaredIsSizedForWhatItAdmits() {
            var declared = Variants.withProfiles(
                    variant(SAMPLE, 2), new PerformanceProfile("A100", 1, 256, 20.58, 0.01, Optional.empty()));
            var admitted = Variants.withProfiles(
                    variant(SAMPLE, 2), new PerformanceProfile("A100", 1, 8, 20.58, 0.01, Optional.empty()));
            var sized = decide(declared, measured(load(900, 178), new Caveat.BatchLimit(256, 8)));
            assertThat(sized.desiredReplicas())
                    .isEqualTo(decide(admitted, measured(load(900, 178))).desiredReplicas());
            assertThat(sized.desiredReplicas().getAsInt())
                    .isGreaterThan(decide(declared, measured(load(900, 178)))
                            .desiredReplicas()
                            .getAsInt());
        }

        @Test
        void anEngineThatAdmitsMoreIsSizedAsDeclared() {
            assertThat(decide(variant(SAMPLE, 2), measured(load(60, 178), new Caveat.BatchLimit(4, 256))))
                    .isEqualTo(decide(variant(SAMPLE, 2), measured(load(60, 178))));
        }

        @Test
        void theLimitIsTheEnginesThatRunsAndNotThatOfAnotherAccelerator() {
            var limited = measured(load(60, 178), new Caveat.BatchLimit(4, 1));
            var decision = decide(Variants.withKeep(Variants.withSecondProfile(variant(SAMPLE, 2)), false), limited);
            assertThat(decision.advice().orElseThrow().replicas()).isEqualTo(3);
            assertThat(decision.desiredReplicas().getAsInt()).isGreaterThan(3);
        }
    }

    @Nested
    class Tokens {
        private final Variant withPrefill = Variants.withProfiles(
                variant(SAMPLE, 1),
                new PerformanceProfile(
                        "A100", 1, 4, 20.58, 0.41, Optional.of(new PerformanceProfile.Prefill(5.2, 0.1))));

        @Test
        void promptsThatAreNotExportedArePlannedWithNoneWhereAProfileHasPrefill() {
            var unknown = withTokens(load(40, 178), 0, 178);
            var decision = decide(withPrefill, measured(unknown, new Caveat.InputTokensNotExported()));
            assertThat(decision.outcome()).isEqualTo(Outcome.OPTIMIZED);
            assertThat(decision.desiredReplicas().getAsInt()).isPositive();
        }

        @Test
        void requestsThatGenerateNothingAreSizedAsOneToken() {
            var embeddings =
                    decide(variant(SAMPLE, 1), measured(withTokens(load(4000, 0), 20, 0), new Caveat.NoOutputTokens()));
            var oneToken = decide(variant(SAMPLE, 1), measured(withTokens(load(4000, 1), 20, 1)));
            assertThat(embeddings.outcome()).isEqualTo(Outcome.OPTIMIZED);
            assertThat(embeddings.desiredReplicas()).isEqualTo(oneToken.desiredReplicas());
        }

        @Test
        void lengthsOfRequestsUnderWayMayAddReplicasButTakeNoneAway() {
            var under = new Caveat.StartedLengths();
            var fewer = decide(variant(SAMPLE, 3), measured(load(20, 178), under));
            assertThat(fewer.outcome()).isEqualTo(Outcome.HELD);
            assertThat(fewer.desiredReplicas()).hasValue(3);
            assertThat(DecisionText.reason(fewer))
                    .isEqualTo("tokens per request are unknown before the first completion; current replicas held: 3");
            assertThat(decide(variant(SAMPLE, 3), measured(load(120, 178), under))
                            .desiredReplicas())
                    .hasValue(5);
            var shared = Plans.decisions(
                    PlanningRules.DEFAULT,
                    fleet(Variants.on("a", "A100", 2), Variants.on("g", "G2", 3)),
                    measured(load(10, 178)),
                    measured(load(10, 178), under));
            assertThat(shared.get(new VariantId("llm-d-sim", "a")).desiredReplicas())
                    .hasValue(2);
            assertThat(shared.get(new VariantId("llm-d-sim", "g")).desiredReplicas())
                    .hasValue(3);
        }

        @Test
        void requestsAreNoShorterThanThoseThatFinishedBefore() {
            var planner = new Planner(PlanningRules.DEFAULT);
            var fleet = fleet(variant(SAMPLE, 2));
            var before =
                    planner.plan(Fleets.observation(1, fleet, measured(load(40, 178))), Memory.EMPTY, WorkLimit.NONE);
            var overload = measured(load(240, 30), new Caveat.StartedLengths());
            assertThat(planner.plan(Fleets.observation(2, fleet, overload), before.memory(), WorkLimit.NONE)
                            .plan()
                            .decisions()
                            .get(SAMPLE)
                            .desiredReplicas())
                    .hasValue(10);
        }

        @Test
        void settingsThatAllowZeroStillDo() {
            var toZero = new Settings(Duration.ofSeconds(60), true, true, Optional.empty());
            assertThat(Plans.decisions(
                                    PlanningRules.DEFAULT,
                                    fleet(toZero, variant(SAMPLE, 3)),
                                    measured(Load.NONE, new Caveat.NoOutputTokens()))
                            .get(Fleets.SAMPLE)
                            .desiredReplicas())
                    .hasValue(0);
        }
    }
}
