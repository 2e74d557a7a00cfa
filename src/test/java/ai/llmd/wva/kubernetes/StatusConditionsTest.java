package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ai.llmd.wva.declaration.PodTemplates;
import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Condition;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.NotPlanned;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusConditionsTest {
    @Test
    void allFourAreThereWithTheirGeneration() {
        assertThat(StatusConditions.of(Samples.inputs(), Optional.empty()))
                .containsExactly(
                        condition("TargetResolved", "True", "TargetFound", "Deployment vllme exists"),
                        condition("MetricsAvailable", "True", "MetricsFound", "1 of 1 ready pod report"),
                        condition("OptimizationReady", "True", "OptimizationSucceeded", "2 replicas on A100"),
                        condition("DesiredReached", "False", "Progressing", "current 1, desired 2"));
    }

    @Test
    void aMissingTargetIsTold() {
        var variant = Samples.variant(new TargetState.Missing("Deployment vllme does not exist in namespace llm"));

        var conditions = of(Samples.inputs(
                variant,
                Samples.measured(Samples.load(40)),
                Samples.held(variant, OptionalInt.empty(), "nothing to hold")));

        assertThat(conditions.get(0))
                .isEqualTo(condition(
                        "TargetResolved",
                        "False",
                        "TargetNotFound",
                        "Deployment vllme does not exist in namespace llm"));
        assertThat(conditions.get(3))
                .isEqualTo(condition("DesiredReached", "False", "Progressing", "no number of replicas is decided yet"));
    }

    @ParameterizedTest
    @CsvSource({"MISSING, MetricsMissing", "STALE, MetricsStale", "PROMETHEUS_ERROR, PrometheusError"})
    void anUnknownLoadNamesItsCause(Measurement.Cause cause, String reason) {
        var variant = Samples.variant(Samples.target(1, 1));
        var unknown = new Measurement.Unknown(cause, "because");

        assertThat(of(Samples.inputs(variant, unknown, Samples.decision(variant, 1)))
                        .get(1))
                .isEqualTo(condition("MetricsAvailable", "False", reason, "because"));
    }

    @ParameterizedTest
    @CsvSource({
        "decode, both, '; spec.role both applies, although its pods are labelled for decode'",
        "decode, , '; its pods are labelled for decode'",
        "decode, decode, '; its pods are labelled for decode'",
        "both, decode, '; spec.role decode applies, although its pods are labelled for both'",
        "both, , ''",
        ", decode, ''"
    })
    void theStageThatPodsAreLabelledForIsToldWithTheTarget(String label, String declared, String told) {
        var labels = label == null ? Map.<String, String>of() : Map.of("llm-d.ai/role", label);
        var template = PodTemplates.of(labels, List.of());
        var target = new TargetState.Found(1, 1, 1, List.of(), Optional.empty(), template);
        var yaml = declared == null ? Samples.YAML : Samples.YAML + "  role: " + declared + "\n";
        var variant = VariantConversion.toVariant(Samples.resource(yaml), target);

        assertThat(of(Samples.inputs(variant, Samples.measured(Samples.load(40)), Samples.decision(variant, 1)))
                        .get(0))
                .isEqualTo(condition("TargetResolved", "True", "TargetFound", "Deployment vllme exists" + told));
    }

    @Test
    void whatAReaderOfTheNumbersShouldKnowIsTold() {
        var variant = Samples.variant(Samples.target(2, 2));
        var stuck = new Measurement.Measured(
                Samples.load(40), Duration.ZERO, 2, 2, List.of(new Caveat.StuckPods(List.of("vllme-0"))));

        assertThat(of(Samples.inputs(variant, stuck, Samples.decision(variant, 2)))
                        .get(1))
                .isEqualTo(condition(
                        "MetricsAvailable",
                        "True",
                        "MetricsFound",
                        "2 of 2 ready pods report; pod vllme-0 is stuck: requests make no progress, so the"
                                + " capacity does not count"));
    }

    @Test
    void podsThatDoNotReportMakeTheMetricsIncomplete() {
        var variant = Samples.variant(Samples.target(2, 2));
        var partial = new Measurement.Measured(Samples.load(40), Duration.ZERO, 1, 2);

        assertThat(of(Samples.inputs(variant, partial, Samples.decision(variant, 2)))
                        .get(1))
                .isEqualTo(condition("MetricsAvailable", "False", "MetricsMissing", "1 of 2 ready pods report"));
    }

    @ParameterizedTest
    @CsvSource({
        "HELD, MetricsUnavailable",
        "FALLBACK, MetricsUnavailable",
        "INFEASIBLE, OptimizationFailed",
        "INVALID, InvalidConfiguration",
        "FAILED, InternalError",
        "FROZEN, Frozen"
    })
    void aDecisionThatIsNotFromMeasuredLoadSaysWhy(Outcome outcome, String reason) {
        var variant = Samples.variant(Samples.target(1, 1));
        var decision = Samples.held(variant, outcome, OptionalInt.of(1), NotPlanned.because("the reason in words"));

        assertThat(of(Samples.inputs(variant, Samples.measured(Samples.load(40)), decision))
                        .get(2))
                .isEqualTo(condition(
                        "OptimizationReady", "False", reason, "the reason in words; last good decision held: 1"));
    }

    @Test
    void whatIsWrongWithAFrozenVariantIsToldThoughItWouldBeHeldAnyway() {
        var variant = Samples.variant(Samples.target(2, 2));
        var faulty = variant.withProblems(
                List.of(NotPlanned.problem(variant.id(), "modelID is empty"), Samples.brokenClass("line 2")));
        var frozen = Samples.held(faulty, Outcome.FROZEN, OptionalInt.of(2), new HoldCause.Frozen());

        assertThat(of(Samples.inputs(faulty, Samples.measured(Samples.load(40)), frozen))
                        .get(2))
                .isEqualTo(condition(
                        "OptimizationReady",
                        "False",
                        "Frozen",
                        "frozen by the annotation wva.llmd.ai/freeze; last good decision held: 2; modelID is empty;"
                                + " ConfigMap wva/service-classes-config key premium.yaml: is not valid YAML at line 2;"
                                + " the last good entry stays in force"));
    }

    @Test
    void aDecisionThatIsOnlyToldIsNotMeantToBeReached() {
        var variant = Samples.variant(Samples.target(1, 1));
        var conditions = of(Samples.inputs(
                variant,
                Samples.measured(Samples.load(40)),
                Samples.decision(variant, 2).onlyTold()));

        assertThat(conditions.get(2))
                .isEqualTo(condition(
                        "OptimizationReady",
                        "True",
                        "OptimizationSucceeded",
                        "advisory: would have 2 replicas; nothing acts on it"));
        assertThat(conditions.get(3))
                .isEqualTo(condition(
                        "DesiredReached", "False", "Advisory", "current 1, would have 2; nothing acts on it"));
    }

    @Test
    void aBrokenEntryThatTheVariantRefersToIsToldThoughTheLastGoodOneCounts() {
        var variant = Samples.variant(Samples.target(2, 2)).withProblems(List.of(Samples.brokenClass("line 2")));
        var told = "ConfigMap wva/service-classes-config key premium.yaml: is not valid YAML at line 2;"
                + " the last good entry stays in force";

        assertThat(of(Samples.inputs(variant, Samples.measured(Samples.load(40)), Samples.decision(variant, 2)))
                        .get(2))
                .isEqualTo(condition(
                        "OptimizationReady",
                        "False",
                        "InvalidConfiguration",
                        told + "; decided all the same: 2 replicas on A100"));
        assertThat(of(Samples.inputs(
                                variant,
                                Samples.measured(Samples.load(40)),
                                Samples.held(variant, OptionalInt.of(1), "no series")))
                        .get(2))
                .isEqualTo(condition(
                        "OptimizationReady",
                        "False",
                        "MetricsUnavailable",
                        "no series; last good decision held: 1; " + told));
    }

    @Test
    void aRemarkIsNoCondition() {
        var remark = new Problem(new Subject.Nodes(), Effect.REMARK, "unknown key");
        var variant = Samples.variant(Samples.target(2, 2)).withProblems(List.of(remark));

        assertThat(of(Samples.inputs(variant, Samples.measured(Samples.load(40)), Samples.decision(variant, 2)))
                        .get(2)
                        .status())
                .isEqualTo("True");
    }

    @Test
    void theTransitionTimeMovesOnlyWithTheStatus() {
        var before = StatusProjection.project(Samples.inputs(), Optional.empty());
        var later = Samples.NOW.plusSeconds(60);
        var variant = Samples.variant(Samples.target(2, 2));
        var partial = new Measurement.Measured(Samples.load(40), Duration.ZERO, 1, 2);

        var after = StatusConditions.of(
                new StatusInputs(Samples.fleet(variant), variant, partial, Samples.decision(variant, 2), later),
                Optional.of(before));

        assertThat(after)
                .extracting(Condition::status, Condition::lastTransitionTime)
                .containsExactly(
                        tuple("True", "2026-01-02T03:04:05Z"),
                        tuple("False", "2026-01-02T03:05:05Z"),
                        tuple("True", "2026-01-02T03:04:05Z"),
                        tuple("True", "2026-01-02T03:05:05Z"));
    }

    private static List<Condition> of(StatusInputs inputs) {
        return StatusConditions.of(inputs, Optional.<VariantAutoscalingStatus>empty());
    }

    private static Condition condition(String type, String status, String reason, String message) {
        return new Condition(type, status, 3L, "2026-01-02T03:04:05Z", reason, message);
    }
}
