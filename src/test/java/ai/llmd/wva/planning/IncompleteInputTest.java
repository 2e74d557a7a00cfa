package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.sample;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is planned where something is not known, not priced or not allowed. */
class IncompleteInputTest {
    private static final PerformanceProfile WITH_PREFILL =
            new PerformanceProfile("A100", 1, 4, 20.58, 0.41, Optional.of(new Prefill(5, 0.1)));
    private static final Measurement MISSING = new Unknown(Cause.MISSING, "no series");
    private static final PlanningRules FROM_NOTHING =
            new PlanningRules(SolverKind.NEAR_EXACT, SaturationPolicy.NONE, false, false);

    private static Decision decide(Fleet fleet, Measurement measurement) {
        return Plans.decisions(PlanningRules.DEFAULT, fleet, measurement).get(SAMPLE);
    }

    private static Load withTokens(Load load, OptionalDouble input, OptionalDouble output) {
        return new Load(
                load.arrivalRatePerSecond(),
                load.completionRatePerSecond(),
                input,
                output,
                load.ttftMillis(),
                load.itlMillis(),
                load.waitMillis(),
                load.running(),
                load.waiting(),
                load.kvCacheUsage(),
                load.abandonedRatePerSecond(),
                load.kvCacheTokens());
    }

    private static Load running(double requestsPerMinute, double running) {
        var like = load(requestsPerMinute, 178);
        return new Load(
                like.arrivalRatePerSecond(),
                like.completionRatePerSecond(),
                like.inputTokens(),
                like.outputTokens(),
                like.ttftMillis(),
                like.itlMillis(),
                like.waitMillis(),
                running,
                0,
                like.kvCacheUsage(),
                like.abandonedRatePerSecond(),
                like.kvCacheTokens());
    }

    private static Load withoutInput(double requestsPerMinute) {
        return withTokens(load(requestsPerMinute, 178), OptionalDouble.empty(), OptionalDouble.of(178));
    }

    @Test
    void promptsOfUnknownLengthHoldAProfileWithPrefillOnly() {
        var prefill = Variants.withProfiles(variant(SAMPLE, 3), WITH_PREFILL);
        var held = decide(fleet(prefill), measured(withoutInput(40)));
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.desiredReplicas()).hasValue(3);
        assertThat(decide(fleet(prefill), measured(load(40, 178))).outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(decide(fleet(sample()), measured(withoutInput(40))).desiredReplicas())
                .hasValue(2);
    }

    @Test
    void aProfileWithPrefillThatMayNotBeUsedNeedsNoPromptLength() {
        var other = new PerformanceProfile("G2", 1, 4, 20.58, 0.41, Optional.of(new Prefill(5, 0.1)));
        var kept = Variants.withProfiles(Variants.withKeep(sample(), true), Fleets.A100, other);
        assertThat(decide(fleet(kept), measured(withoutInput(40))).desiredReplicas())
                .hasValue(2);
    }

    @Test
    void requestsThatRunWhileNoneArriveKeepWhatServesThem() {
        var decision = decide(fleet(variant(SAMPLE, 3)), measured(running(0, 2)));
        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(decision.desiredReplicas()).hasValue(3);
    }

    @Test
    void anAcceleratorWithoutAPriceIsNoAlternativeAndNothingToCompareWith() {
        var unpriced = Variants.named("H200");
        var free = Variants.withKeep(Variants.withProfiles(sample(), Fleets.A100, unpriced), false);
        assertThat(decide(fleet(free), measured(load(40, 178))))
                .matches(decision -> decision.accelerator().equals("A100"))
                .matches(decision -> DecisionText.runnerUp(decision).isEmpty());
        assertThat(decide(fleet(Variants.withoutLabel(free)), measured(Load.NONE))
                        .accelerator())
                .isEqualTo("A100");

        var wasUnpriced = Variants.withLastGood(
                Variants.withoutLabel(Variants.withSecondProfile(sample())), new LastGoodDecision("H200", 2, NOW));
        assertThat(decide(fleet(wasUnpriced), measured(load(40, 178))).accelerator())
                .isEqualTo("G2");
    }

    @Test
    void withoutLoadTheCheapestThatMayBeUsedIsKeptReady() {
        var kept = Variants.withKeep(Variants.withSecondProfile(sample()), true);
        assertThat(decide(fleet(kept), measured(Load.NONE)).accelerator()).isEqualTo("A100");
        var free = Variants.withoutLabel(Variants.withSecondProfile(sample()));
        assertThat(decide(fleet(free), measured(Load.NONE)).accelerator()).isEqualTo("G2");
    }

    @Test
    void aDecisionWithoutAnAcceleratorIsHeldOnTheOneOfTheLabel() {
        var nameless = Variants.withLastGood(sample(), new LastGoodDecision("", 4, NOW));
        var held = decide(fleet(nameless), MISSING);
        assertThat(held.accelerator()).isEqualTo("A100");
        assertThat(held.desiredReplicas()).hasValue(4);

        var unlabelled = Variants.withLastGood(Variants.withoutLabel(sample()), new LastGoodDecision("", 4, NOW));
        assertThat(decide(fleet(unlabelled), measured(load(40, 178))).accelerator())
                .isEqualTo("A100");
    }

    @Test
    void aLimitToHoldingMeansNothingBeforeTheFirstDecisionAndWhileItIsYoung() {
        var settings = new Settings(Duration.ofSeconds(60), false, true, Optional.of(Duration.ofMinutes(5)));
        var never = Variants.withFallback(variant(SAMPLE, 3), 6);
        assertThat(decide(fleet(settings, never), MISSING))
                .matches(decision -> decision.outcome() == Outcome.HELD)
                .matches(decision -> decision.desiredReplicas().getAsInt() == 3);
        var young = Variants.withLastGood(never, new LastGoodDecision("A100", 2, NOW.minusSeconds(299)));
        assertThat(decide(fleet(settings, young), MISSING).desiredReplicas()).hasValue(2);
        var old = Variants.withLastGood(never, new LastGoodDecision("A100", 2, NOW.minusSeconds(301)));
        assertThat(decide(fleet(settings, old), MISSING).desiredReplicas()).hasValue(6);
    }

    @Test
    void promptsOfUnknownLengthHoldAllThatShareALoad() {
        var fleet = fleet(Variants.withProfiles(Variants.on("a", "A100", 2), WITH_PREFILL), Variants.on("g", "G2", 3));
        assertThat(Plans.decisions(PlanningRules.DEFAULT, fleet, measured(withoutInput(20)), measured(withoutInput(20)))
                        .values())
                .allMatch(decision -> decision.outcome() == Outcome.HELD)
                .extracting(decision -> decision.desiredReplicas().getAsInt())
                .containsExactly(2, 3);
    }

    @Test
    void aTargetThatNobodyCanMeetIsInfeasibleForAllThatShareALoad() {
        var both = fleet(Variants.on("a", "A100", 2), Variants.on("g", "G2", 3));
        var hopeless = Variants.withTargets(both, new ServiceTarget(500, 1, 0));
        assertThat(Plans.decisions(PlanningRules.DEFAULT, hopeless, measured(load(20, 178)), measured(load(20, 178)))
                        .values())
                .allMatch(decision -> decision.outcome() == Outcome.INFEASIBLE);
    }

    @Test
    void aVariantThatMayHaveNothingLeavesASharedLoadToTheOther() {
        var fleet = fleet(
                Variants.withBounds(Variants.on("a", "A100", 0), 0, 9),
                Variants.withBounds(Variants.on("g", "G2", 0), 0, 0));
        var decisions = Plans.decisions(FROM_NOTHING, fleet, measured(load(40, 178)), measured(load(0, 178)));
        assertThat(decisions.values())
                .extracting(decision -> decision.desiredReplicas().getAsInt())
                .containsExactly(2, 0);
        var limited = Variants.withCapacity(fleet, Map.of("NVIDIA-A100-PCIE-80GB", 1L, "Intel-Gaudi-2-96GB", 8L));
        assertThat(Plans.decisions(FROM_NOTHING, limited, measured(load(40, 178)), measured(load(0, 178)))
                        .values())
                .extracting(decision -> decision.desiredReplicas().orElse(-1))
                .last()
                .isEqualTo(0);
    }

    @Test
    void aMemberThatKeepsItsAcceleratorIsNotMixedWithTheCheaperOneOfItsProfiles() {
        var kept = Variants.withKeep(Variants.withSecondProfile(Variants.on("a", "A100", 1)), true);
        var decisions = Plans.decisions(
                PlanningRules.DEFAULT,
                fleet(Variants.withLabel(kept, "A100"), Variants.on("g", "G2", 1)),
                measured(load(20, 178)),
                measured(load(20, 178)));
        assertThat(decisions.get(new VariantId("llm-d-sim", "a")).accelerator()).isEqualTo("A100");
    }

    @Test
    void podsThatAreAllYoungTakeNothingFromASharedLoad() {
        var fleet = fleet(
                Variants.withBounds(Variants.on("a", "A100", 2), 0, 9),
                Variants.withBounds(Variants.on("g", "G2", 3), 0, 9));
        var young = new Measured(load(5, 178), Duration.ZERO, 0, 0);
        assertThat(Plans.decisions(PlanningRules.DEFAULT, fleet, young, measured(load(5, 178)))
                        .values())
                .extracting(decision -> decision.desiredReplicas().getAsInt())
                .allMatch(replicas -> replicas >= 2);
        var none = fleet(
                Variants.withBounds(Variants.on("a", "A100", 0), 0, 9),
                Variants.withBounds(Variants.on("g", "G2", 1), 0, 9));
        assertThat(Plans.decisions(PlanningRules.DEFAULT, none, young, measured(load(5, 178)))
                        .get(new VariantId("llm-d-sim", "a"))
                        .outcome())
                .isEqualTo(Outcome.OPTIMIZED);
    }
}
