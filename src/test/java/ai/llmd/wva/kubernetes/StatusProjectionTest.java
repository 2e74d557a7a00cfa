package ai.llmd.wva.kubernetes;

import static ai.llmd.wva.kubernetes.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.declaration.Resources;
import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Actuation;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.CurrentAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DecisionStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DesiredOptimizedAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.LoadStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ProfileStatus;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatusProjectionTest {
    private static final Measurement MISSING =
            new Measurement.Unknown(Measurement.Cause.MISSING, "no series of default/default");

    @Test
    void formatsWhatRunsAndWhatItCarries() {
        assertThat(project(Samples.inputs()).currentAlloc())
                .isEqualTo(new CurrentAlloc(
                        "A100",
                        1,
                        1,
                        4,
                        "40.00",
                        "21.49",
                        "86.10",
                        "69.77",
                        new LoadStatus("40.00", "50.00", "178.00", "178.00")));
    }

    @Test
    void tellsTheDecisionAndItsProfile() {
        var status = project(Samples.inputs());

        assertThat(status.desiredOptimizedAlloc())
                .isEqualTo(new DesiredOptimizedAlloc("2026-01-02T03:04:05Z", "A100", 2));
        assertThat(status.actuation()).isEqualTo(new Actuation(true));
        assertThat(status.decision())
                .isEqualTo(new DecisionStatus(
                        "40.00 requests/min of 178.00 output tokens need 2 replicas of A100: one carries 25.31"
                                + " requests/min within time to first token 500.00 ms (throughput: 0.00)",
                        "time to first token",
                        null,
                        "above 50.62 requests/min (27 % more load): 3 replicas",
                        null,
                        "40.00 cents/h a replica: 1 of A100 at 40.00, from accelerator-unit-costs"));
        assertThat(status.profile())
                .isEqualTo(new ProfileStatus("A100", "declared", "20.58", "0.41", null, null, null, null, null, null));
    }

    @Test
    void tellsWhatIsLearnedAndWhetherItIsUsed() {
        var variant = Samples.variant(Samples.target(1, 1));
        var learned = new LearnedProfile(
                "A100",
                20.123456,
                0.000012345678,
                OptionalDouble.of(1234567.8),
                240,
                0.666,
                Optional.of("abc"),
                Optional.of("1"));

        for (var used : List.of(true, false)) {
            var status = project(Samples.inputs(
                    variant,
                    Samples.measured(Samples.load(40)),
                    Samples.decision(variant, 1).withLearning(new Learning(learned, used))));

            assertThat(status.profile())
                    .isEqualTo(new ProfileStatus(
                            "A100",
                            used ? "learned" : "observed",
                            "20.123",
                            "0.000012346",
                            null,
                            "1234600",
                            240L,
                            "0.67",
                            "abc",
                            "1"));
        }
    }

    @Test
    void tellsWhatADecisionThatNothingActsOnWouldDo() {
        var variant = Samples.variant(Samples.target(1, 1));
        var status = project(Samples.inputs(
                variant,
                Samples.measured(Samples.load(40)),
                Samples.decision(variant, 2).onlyTold()));

        assertThat(status.desiredOptimizedAlloc().numReplicas()).isEqualTo(2);
        assertThat(status.actuation()).isEqualTo(new Actuation(false));
        assertThat(status.decision().reason())
                .startsWith("advisory: would have 2 replicas; nothing acts on it; 40.00 requests/min");
    }

    @Test
    void tellsTheShareOfTheTrafficAndABetterAcceleratorWhereThereAreSuch() {
        assertThat(project(Samples.inputs()).suggestedWeight()).isNull();
        assertThat(project(Samples.inputs()).decision().advice()).isNull();
        var variant = Samples.variant(Samples.target(2, 1));
        var plain = Samples.decision(variant, 2);
        var shared = new Decision(
                plain.id(),
                plain.outcome(),
                plain.scale(),
                plain.constraint(),
                plain.rationale(),
                plain.allocation(),
                OptionalInt.of(25),
                Optional.of(new Alternative("G2", 1, 23)));

        var status = project(Samples.inputs(variant, Samples.inputs().measurement(), shared));

        assertThat(status.suggestedWeight()).isEqualTo(25);
        assertThat(status.decision().advice()).isEqualTo("G2: 1 replica, 23.00 cents/h");
    }

    @Test
    void isTheSameInEveryLocale() {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(project(Samples.inputs()).currentAlloc().itlAverage()).isEqualTo("21.49");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void keepsTheLastKnownMeasuredValuesWhileNoneAreThere() {
        var before = project(Samples.inputs());
        var variant = Samples.variant(Samples.target(2, 1));

        var after = StatusProjection.project(
                Samples.inputs(variant, MISSING, Samples.decision(variant, 2)), Optional.of(before));

        assertThat(after.currentAlloc())
                .isEqualTo(new CurrentAlloc(
                        "A100",
                        2,
                        1,
                        4,
                        "80.00",
                        "21.49",
                        "86.10",
                        "69.77",
                        before.currentAlloc().load()));
    }

    @Test
    void aValueThatNeverWasKnownIsZero() {
        var variant = Samples.variant(Samples.target(1, 1));

        var status = project(Samples.inputs(variant, MISSING, Samples.decision(variant, 1)));

        assertThat(status.currentAlloc())
                .isEqualTo(new CurrentAlloc(
                        "A100",
                        1,
                        1,
                        4,
                        "40.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        new LoadStatus("0.00", "0.00", "0.00", "0.00")));
    }

    @Test
    void keepsOnlyTheValuesThatAreMissingFromAMeasurement() {
        var before = project(Samples.inputs());
        var variant = Samples.variant(Samples.target(1, 1));
        var young = new Load(
                0.5,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(Double.NaN),
                OptionalDouble.of(30),
                OptionalDouble.empty(),
                1,
                0,
                OptionalDouble.empty());

        var after = StatusProjection.project(
                Samples.inputs(variant, Samples.measured(young), Samples.decision(variant, 1)), Optional.of(before));

        assertThat(after.currentAlloc().load()).isEqualTo(new LoadStatus("30.00", "50.00", "178.00", "178.00"));
        assertThat(after.currentAlloc().itlAverage()).isEqualTo("30.00");
        assertThat(after.currentAlloc().ttftAverage()).isEqualTo("86.10");
    }

    @Test
    void nothingArrivesAndNothingRunsIsZeroAndNotTheLastKnown() {
        var before = project(Samples.inputs());
        var variant = Samples.variant(Samples.target(0, 0));

        var after = StatusProjection.project(
                Samples.inputs(variant, Samples.measured(Load.NONE), Samples.decision(variant, 0)),
                Optional.of(before));

        assertThat(after.currentAlloc())
                .isEqualTo(new CurrentAlloc(
                        "A100",
                        0,
                        0,
                        4,
                        "0.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        new LoadStatus("0.00", "0.00", "0.00", "0.00")));
        assertThat(after.desiredOptimizedAlloc().numReplicas()).isZero();
    }

    @Test
    void withoutADecisionThereIsNoDesiredAllocation() {
        var variant = Samples.variant(new TargetState.Missing("Deployment vllme does not exist in namespace llm"));
        var nothing = Samples.held(variant, OptionalInt.empty(), "the target is missing");

        var status = project(Samples.inputs(variant, MISSING, nothing));

        assertThat(status.desiredOptimizedAlloc()).isNull();
        assertThat(status.actuation()).isEqualTo(new Actuation(false));
        assertThat(status.currentAlloc().numReplicas()).isZero();
    }

    @Test
    void aHeldNumberKeepsTheTimeItWasDecidedAt() {
        var variant = Samples.variant(Samples.target(2, 2));
        var held = new Decision(
                variant.id(),
                Outcome.HELD,
                new DesiredScale("A100", OptionalInt.of(2), 2, Optional.empty()),
                Constraint.HOLD,
                new Rationale.Held(new HoldCause.NothingArrived(), KeptDecision.DECLARED, Optional.empty()),
                Optional.empty());

        var after = StatusProjection.project(
                Samples.inputs(variant, MISSING, held), Optional.of(project(Samples.inputs())));

        assertThat(after.desiredOptimizedAlloc().lastRunTime()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(after.decision().changesAt()).isNull();
    }

    @Test
    void anUnknownAcceleratorCanBeTold() {
        var variant = VariantConversion.toVariant(
                Samples.resource(Samples.YAML.replace("A100", "H100").replace("acc: H100", "acc: L4")),
                Samples.target(1, 1));

        var current = project(Samples.inputs(variant, MISSING, Samples.decision(variant, 1)))
                .currentAlloc();

        assertThat(current.accelerator()).isEqualTo("H100");
        assertThat(current.maxBatch()).isZero();
        assertThat(current.variantCost()).isEqualTo("0.00");
    }

    @Test
    void aVariantWithoutAProfileIsPricedAndToldHeld() {
        var variant = VariantConversion.toVariant(Samples.resource(Resources.WITHOUT_PROFILE), Samples.target(3, 3));
        var held = Samples.held(
                variant, Outcome.UNPROFILED, OptionalInt.of(3), new HoldCause.NoProfile("A100", CalibrationMode.ON));

        var status = project(Samples.inputs(variant, MISSING, held));

        assertThat(status.currentAlloc().maxBatch()).isZero();
        assertThat(status.currentAlloc().variantCost()).isEqualTo("120.00");
        assertThat(status.profile()).isNull();
        assertThat(status.decision().price()).isNotNull();
        var ready = status.condition("OptimizationReady").orElseThrow();
        assertThat(ready.reason()).isEqualTo("ProfileUnknown");
        assertThat(ready.message()).startsWith("no profile for A100 yet");
    }

    @Test
    void refusesADecisionOfAnotherVariant() {
        var variant = Samples.variant(Samples.target(1, 1));
        var other = new Decision(
                new VariantId("llm", "other"),
                Outcome.OPTIMIZED,
                DesiredScale.decided("A100", 1, 1, NOW),
                Constraint.NONE,
                new Rationale.NoLoad(),
                Optional.empty());

        assertThatThrownBy(() -> Samples.inputs(variant, MISSING, other)).hasMessageContaining("llm/other");
    }

    private static VariantAutoscalingStatus project(StatusInputs inputs) {
        return StatusProjection.project(inputs, Optional.empty());
    }
}
