package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Condition;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The condition that tells how far a target is, and who keeps it from getting there. */
class DesiredReachedTest {
    @Test
    void aDecisionThatIsOnlyToldMayBeReachedByOthers() {
        var variant = Samples.variant(Samples.target(2, 2));

        assertThat(of(Samples.inputs(
                                variant,
                                Samples.measured(Samples.load(40)),
                                Samples.decision(variant, 2).onlyTold()))
                        .get(3))
                .isEqualTo(condition("DesiredReached", "True", "Reached", "2 replicas, all ready"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2, 2, 2, True, Reached, '2 replicas, all ready'",
                "0, 0, 0, True, Reached, 'scaled to zero'",
                "2, 1, 2, False, PodsPending, '1 of 2 replicas are ready'",
                "1, 1, 2, False, Progressing, 'current 1, desired 2'",
                "3, 3, 2, False, Progressing, 'current 3, desired 2'",
                "10, 10, 11, False, AutoscalerLimit,"
                        + " 'current 10, desired 11; maxReplicas 10 of HorizontalPodAutoscaler vllme-hpa is below the"
                        + " 11 that are needed; raise it, or set maxReplicas of the variant to 10'",
                "1, 1, 0, False, AutoscalerLimit,"
                        + " 'current 1, desired 0; minReplicas 1 of HorizontalPodAutoscaler vllme-hpa is above the"
                        + " 0 that are needed; lower it, or set minReplicas of the variant to 1'",
            })
    void comparesTheReplicasWithTheDesired(
            int current, int ready, int desired, String status, String reason, String message) {
        assertThat(reached(Samples.target(current, ready), desired))
                .isEqualTo(condition("DesiredReached", status, reason, message));
    }

    @Test
    void nothingThatScalesTheTargetIsTold() {
        var alone = new TargetState.Found(1, 1, List.of(), Optional.empty());

        assertThat(reached(alone, 2))
                .isEqualTo(condition(
                        "DesiredReached",
                        "False",
                        "NoAutoscaler",
                        "current 1, desired 2; no HorizontalPodAutoscaler acts on Deployment vllme"));
        assertThat(reached(alone, 1).reason()).isEqualTo("Reached");
    }

    @Test
    void whereTheControllerScalesNoAutoscalerIsMissed() {
        var alone = new TargetState.Found(1, 1, List.of(), Optional.empty());

        for (var mode : List.of(ActuationMode.SCALE, ActuationMode.BOTH)) {
            assertThat(scaled(mode, alone, 3, new ScaleRemark.Paced(2, 3, ScaleRemark.Brake.RATE)))
                    .isEqualTo(condition(
                            "DesiredReached",
                            "False",
                            "Progressing",
                            "current 1, desired 3; asked for 2 now: at most 4 more or twice as many in 15 s"));
        }
    }

    @Test
    void anAutoscalerOnATargetThatTheControllerIsToScaleIsTold() {
        var acted = autoscaled(1, List.of(replicas("vllme")));
        var remark = new ScaleRemark.ActedOn(acted.autoscaler().orElseThrow());
        var told = "; not scaled by the controller, since HorizontalPodAutoscaler hpa acts on the same target; delete"
                + " it, or set actuation to metrics";

        assertThat(scaled(ActuationMode.SCALE, acted, 3, remark))
                .isEqualTo(condition("DesiredReached", "False", "AutoscalerConflict", "current 1, desired 3" + told));
        assertThat(scaled(ActuationMode.BOTH, acted, 3, remark).reason())
                .as("it may read the decision")
                .isEqualTo("Progressing");
        assertThat(scaled(ActuationMode.SCALE, acted, 1, remark))
                .isEqualTo(condition("DesiredReached", "True", "Reached", "1 replica, all ready" + told));
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN, ScaleForbidden", "NOT_FOUND, ScaleFailed", "CONFLICT, Progressing", "OTHER, ScaleFailed"})
    void aWriteThatFailedIsTold(ScaleWrite.Reason why, String reason) {
        var alone = new TargetState.Found(1, 1, List.of(), Optional.empty());
        var refused = new ScaleRemark.Refused(
                TargetRef.deployment("vllme"), new ScaleWrite.Failed(why, "the API server's words"));

        assertThat(scaled(ActuationMode.SCALE, alone, 3, refused).reason()).isEqualTo(reason);
    }

    @Test
    void whatIsNotKnownAndWhatIsWithheldAreReasons() {
        var alone = new TargetState.Found(1, 1, List.of(), Optional.empty());

        assertThat(scaled(
                                ActuationMode.SCALE,
                                alone,
                                3,
                                new ScaleRemark.Unsure(TargetRef.deployment("vllme"), "no right"))
                        .reason())
                .isEqualTo("AutoscalerUnknown");
        assertThat(scaled(ActuationMode.SCALE, alone, 3, new ScaleRemark.Withheld(Outcome.FROZEN))
                        .reason())
                .isEqualTo("ScaleWithheld");
    }

    private static Condition scaled(ActuationMode mode, TargetState.Found target, int desired, ScaleRemark remark) {
        var variant = Samples.variant(target).withHandling(Handling.USUAL.withActuation(mode));
        return of(new StatusInputs(
                        Samples.fleet(variant),
                        variant,
                        Samples.measured(Samples.load(40)),
                        Samples.decision(variant, desired),
                        Samples.NOW,
                        Optional.of(remark)))
                .get(3);
    }

    @Test
    void whatTheAutoscalerIgnoresIsToldWithTheSetting() {
        var follows = autoscaled(10, List.of(replicas("vllme")));

        assertThat(reached(follows, 11))
                .isEqualTo(condition(
                        "DesiredReached",
                        "False",
                        "AutoscalerTolerance",
                        "current 10, desired 11; HorizontalPodAutoscaler hpa ignores 11 while 10 run: its tolerance is"
                                + " 10 % by default; set behavior.scaleUp.tolerance to 0"));
        assertThat(reached(follows, 12))
                .isEqualTo(condition("DesiredReached", "False", "Progressing", "current 10, desired 12"));
    }

    @Test
    void ofAnAdvisoryVariantNothingIsSaidOfTheAutoscaler() {
        var variant = Samples.variant(autoscaled(10, List.of(), "rival"));
        var decision = Samples.decision(variant, 10).onlyTold();

        assertThat(of(Samples.inputs(variant, Samples.measured(Samples.load(40)), decision))
                        .get(3)
                        .message())
                .isEqualTo("10 replicas, all ready");
    }

    @Test
    void anAutoscalerThatGoesAstrayIsToldBeforeItDoes() {
        var rivals = autoscaled(10, List.of(replicas("vllme")), "rival");
        var told = "; HorizontalPodAutoscalers hpa, rival act on one target: Kubernetes lets none of them scale it;"
                + " delete all but one";
        assertThat(reached(rivals, 11))
                .isEqualTo(condition("DesiredReached", "False", "AutoscalerConflict", "current 10, desired 11" + told));
        assertThat(reached(rivals, 10))
                .isEqualTo(condition("DesiredReached", "True", "Reached", "10 replicas, all ready" + told));

        var foreign = autoscaled(10, List.of(replicas("other")));
        assertThat(reached(foreign, 11).reason()).isEqualTo("AutoscalerMetric");
        assertThat(reached(foreign, 10).message()).contains("of another variant, other");
    }

    @Test
    void oneThatGoesBySomethingElseIsToldOnceThatMatters() {
        var resources = autoscaled(10, List.of());

        assertThat(reached(resources, 11).reason()).isEqualTo("AutoscalerMetric");
        assertThat(reached(resources, 11).message()).contains("hpa reads resources only");
        assertThat(reached(resources, 10).message()).isEqualTo("10 replicas, all ready");
    }

    @Test
    void anotherMetricMayBeTheDecisionUnderAnotherName() {
        var rules = new AutoscalerRules(
                Optional.empty(),
                List.of(),
                List.of("wanted"),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
        var target =
                new TargetState.Found(10, 10, List.of(), Optional.of(new Autoscaler("hpa", 1, 20, Optional.of(rules))));

        assertThat(reached(target, 11).reason()).isEqualTo("Progressing");
        assertThat(reached(target, 11).message()).contains("hpa reads wanted, and not inferno_desired_replicas");
    }

    @Test
    void thatNothingIsKnownOfAutoscalersIsNotThatThereIsNone() {
        var unread = new TargetState.Found(
                1, 1, 1, List.of(), Optional.empty(), PodTemplate.UNKNOWN, Optional.of("no right"));

        assertThat(reached(unread, 2))
                .isEqualTo(condition(
                        "DesiredReached",
                        "False",
                        "Progressing",
                        "current 1, desired 2; whether a HorizontalPodAutoscaler acts on Deployment vllme is not known:"
                                + " no right"));
        assertThat(reached(unread, 1).message()).isEqualTo("1 replica, all ready");
    }

    private static DecisionMetric replicas(String variant) {
        return new DecisionMetric(
                DecisionMetric.Quantity.REPLICAS,
                DecisionMetric.TargetType.AVERAGE_VALUE,
                DecisionMetric.ONE,
                Optional.of(variant));
    }

    private static TargetState.Found autoscaled(int replicas, List<DecisionMetric> followed, String... rivals) {
        var rules = new AutoscalerRules(
                Optional.empty(), followed, List.of(), OptionalDouble.empty(), OptionalDouble.empty(), List.of(rivals));
        return new TargetState.Found(
                replicas, replicas, List.of(), Optional.of(new Autoscaler("hpa", 1, 20, Optional.of(rules))));
    }

    private static Condition reached(TargetState target, int desired) {
        var variant = Samples.variant(target);
        Decision decision = Samples.decision(variant, desired);
        return of(Samples.inputs(variant, Samples.measured(Samples.load(40)), decision))
                .get(3);
    }

    private static List<Condition> of(StatusInputs inputs) {
        return StatusConditions.of(inputs, Optional.<VariantAutoscalingStatus>empty());
    }

    private static Condition condition(String type, String status, String reason, String message) {
        return new Condition(type, status, 3L, "2026-01-02T03:04:05Z", reason, message);
    }
}
