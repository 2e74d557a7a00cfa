package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.priced;
import static ai.llmd.wva.model.Fleets.sample;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.WorkLimit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which accelerator a variant is planned on, and which it is advised to move to. */
class AcceleratorChoiceTest {
    private static Decision decide(Fleet fleet, Measurement measurement) {
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet, measurement), Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions()
                .get(SAMPLE);
    }

    @Test
    void anotherIsNamedButNotTakenWhileTheVariantKeepsItsOwn() {
        var decision = decide(fleet(Variants.withSecondProfile(sample())), measured(load(40, 178)));
        assertThat(decision.accelerator()).isEqualTo("A100");
        assertThat(DecisionText.runnerUp(decision)).hasValue("G2: 2 replicas, 46.00 cents/h");
    }

    @Test
    void aBetterOneIsAdvisedButNotTakenByWhatRuns() {
        var free = Variants.withKeep(Variants.withSecondProfile(variant(SAMPLE, 2)), false);
        var decision = decide(fleet(free), measured(load(40, 178)));
        assertThat(decision.accelerator()).isEqualTo("A100");
        assertThat(decision.desiredReplicas()).hasValue(2);
        assertThat(DecisionText.runnerUp(decision)).hasValue("G2: 2 replicas, 46.00 cents/h");
        assertThat(decision.advice()).hasValue(new Alternative("G2", 2, 46));
    }

    @Test
    void aPriceOfItsOwnIsWeighedAgainstTheUnitCostsOfOthers() {
        var dear = Variants.withKeep(Variants.withSecondProfile(variant(SAMPLE, 2)), false);

        var advised = decide(fleet(priced(dear, 24)), measured(load(40, 178)));

        assertThat(advised.allocation().orElseThrow().costCentsPerHour()).isEqualTo(48);
        assertThat(DecisionText.runnerUp(advised)).hasValue("G2: 2 replicas, 46.00 cents/h");
        assertThat(advised.advice()).as("2 cents an hour do not pay for a move").isEmpty();
    }

    @Test
    void aVariantIsPlannedOnAnAcceleratorThatOnlyItselfPrices() {
        var sample = priced(Variants.withAccelerator(sample(), "H200"), 300);

        assertThat(decide(fleet(sample), measured(load(40, 178))).allocation().orElseThrow())
                .matches(allocation -> allocation.accelerator().equals("H200"))
                .matches(allocation -> allocation.costCentsPerHour() == 600);
        assertThat(decide(fleet(sample), measured(load(0, 0)))
                        .allocation()
                        .orElseThrow()
                        .costCentsPerHour())
                .isEqualTo(300);
        assertThat(decide(Variants.withCapacity(fleet(sample), Map.of("H200", 1L)), measured(load(40, 178)))
                        .desiredReplicas())
                .as("it is a device of that name")
                .hasValue(1);
    }

    @Test
    void noneIsAdvisedToOneThatKeepsItsOwnOrThatWouldNotGain() {
        var keeps = Variants.withKeep(Variants.withSecondProfile(variant(SAMPLE, 2)), true);
        assertThat(decide(fleet(keeps), measured(load(40, 178))).advice()).isEmpty();
        // from 2 of G2 (46) to 2 of A100 (80): 0.1 (46 + 80) + 80 - 46 is no gain
        var onCheapest = Variants.withLabel(Variants.withKeep(keeps, false), "G2");
        assertThat(decide(fleet(onCheapest), measured(load(40, 178))).advice()).isEmpty();
    }

    @Test
    void anotherIsAdvisedWhereTheOwnCannotMeetTheTargets() {
        var slow = new PerformanceProfile("A100", 1, 4, 30, 0.41, Optional.empty());
        var free = Variants.withKeep(Variants.withProfiles(sample(), slow, Variants.named("G2")), false);
        var decision = decide(fleet(free), measured(load(40, 178)));
        assertThat(decision.outcome()).isEqualTo(Outcome.INFEASIBLE);
        assertThat(decision.desiredReplicas()).hasValue(1);
        assertThat(decision.advice()).hasValue(new Alternative("G2", 2, 46));
    }

    @Test
    void theCheapestIsTakenWhereNothingSaysWhatRunsNow() {
        var unknown = Variants.withoutLabel(Variants.withSecondProfile(variant(SAMPLE, 2)));
        var decision = decide(fleet(unknown), measured(load(40, 178)));
        assertThat(decision.accelerator()).isEqualTo("G2");
        assertThat(decision.advice()).isEmpty();
    }

    @Test
    void theOneLastDecidedOnStaysWhereMovingDoesNotPay() {
        // 2 of A100 cost 80 and 2 of G2 cost 75: moving weighs 0.1 (80 + 75) on top
        var unknown = Variants.withoutLabel(Variants.withSecondProfile(
                Variants.withLastGood(variant(SAMPLE, 2), new LastGoodDecision("A100", 2, NOW))));
        var close = Variants.withCost(fleet(unknown), "G2", 37.5);
        assertThat(decide(close, measured(load(40, 178))).accelerator()).isEqualTo("A100");
    }

    @Test
    void theCheapestMoveIsTakenWhereNothingRuns() {
        var free = Variants.withKeep(Variants.withSecondProfile(variant(SAMPLE, 2)), false);
        var rules = new PlanningRules(SolverKind.NEAR_EXACT, SaturationPolicy.NONE, false, false);
        var decision = new Planner(rules)
                .plan(observation(1, fleet(free), measured(load(40, 178))), Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions()
                .get(SAMPLE);
        assertThat(decision.accelerator()).isEqualTo("G2");
        assertThat(DecisionText.runnerUp(decision)).hasValue("A100: 2 replicas, 80.00 cents/h");
    }
}
