package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.ReplicaPrice;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusChangeTest {
    private final Written before = sized(40, 2, 1);

    /** A status and the decision that it was made from. */
    private record Written(VariantAutoscalingStatus status, Decision decision) {
        boolean isNewsAfter(Written before) {
            return StatusChange.isNews(
                    before.status(), Optional.of(facts(before.decision())), status(), facts(decision()));
        }
    }

    @Test
    void theSameIsNoNews() {
        assertThat(before.isNewsAfter(before)).isFalse();
    }

    @Test
    void theTimeOfTheDecisionAndSmallStepsOfTheLoadAreNoNews() {
        var after = sized(40.3, 2, 1);

        assertThat(after.status()).isNotEqualTo(before.status());
        assertThat(after.isNewsAfter(before)).isFalse();
    }

    @Test
    void aRealChangeOfTheLoadIsNews() {
        assertThat(sized(40.5, 2, 1).isNewsAfter(before)).isTrue();
        assertThat(sized(0.02, 2, 1).isNewsAfter(sized(0, 2, 1))).isTrue();
    }

    @Test
    void otherReplicasAndOtherReasonsAreNews() {
        assertThat(sized(40, 3, 1).isNewsAfter(before)).isTrue();
        assertThat(sized(40, 2, 2).isNewsAfter(before)).isTrue();
        assertThat(held("no series").isNewsAfter(before)).isTrue();
        assertThat(held("Prometheus does not answer").isNewsAfter(held("no series")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"L4, L40", "H100, H200", "A100, A10"})
    void anotherAcceleratorIsNewsThoughOnlyADigitDiffers(String former, String later) {
        assertThat(advised(later).isNewsAfter(advised(former))).isTrue();
        assertThat(second(later).isNewsAfter(second(former))).isTrue();
        assertThat(second(former).isNewsAfter(second(former))).isFalse();
    }

    @Test
    void whatAnIdleRequestTakesIsNoNewsButTheAcceleratorThatFailsIs() {
        assertThat(infeasible("L4", 31).isNewsAfter(infeasible("L4", 30))).isFalse();
        assertThat(infeasible("L40", 30).isNewsAfter(infeasible("L4", 30))).isTrue();
    }

    @Test
    void ofAStatusThatAnotherWroteTheWordsAreCompared() {
        var same = facts(before.decision());

        assertThat(StatusChange.isNews(before.status(), Optional.empty(), before.status(), same))
                .isFalse();
        assertThat(StatusChange.isNews(
                        before.status(), Optional.empty(), sized(40.3, 2, 1).status(), same))
                .isTrue();
    }

    @Test
    void anotherProblemOfWhatTheVariantRefersToIsNewsThoughTheDecisionIsHeldAsBefore() {
        var held = held("no series");
        var facts = new StatusFacts(
                held.decision().withoutMeasurements(), List.of(Samples.brokenClass("line 2")), Optional.empty());
        var other = new StatusFacts(
                held.decision().withoutMeasurements(), List.of(Samples.brokenClass("line 3")), Optional.empty());

        assertThat(StatusChange.isNews(held.status(), Optional.of(facts), held.status(), other))
                .isTrue();
        assertThat(StatusChange.isNews(held.status(), Optional.of(facts), held.status(), facts))
                .isFalse();
    }

    @Test
    void anotherReserveAboutTheNumbersIsNewsThoughTheyAreTheSame() {
        assertThat(reserved("vllme-0").isNewsAfter(before)).isTrue();
        assertThat(reserved("vllme-1").isNewsAfter(reserved("vllme-0"))).isTrue();
        assertThat(reserved("vllme-0").isNewsAfter(reserved("vllme-0"))).isFalse();
    }

    @Test
    void theFirstStatusIsNews() {
        var nothing = new VariantAutoscalingStatus(null, null, null, null, null, null, null);

        assertThat(StatusChange.isNews(nothing, Optional.empty(), before.status(), facts(before.decision())))
                .isTrue();
    }

    /** Columns: alpha, beta, confidence and samples of later. */
    @ParameterizedTest
    @CsvSource({
        "20.4, 0.41, 0.5, 999, false",
        "20.41, 0.41, 0.5, 99, true",
        "20, 0.43, 0.5, 99, true",
        "20, 0.41, 0.54, 99, false",
        "20, 0.41, 0.55, 99, true"
    })
    void whatIsLearnedIsNewsWhereItMovedNoticeably(
            double alpha, double beta, double confidence, long samples, boolean news) {
        var former = learned(20, 0.41, 0.5, 99, "1", true);

        assertThat(learned(alpha, beta, confidence, samples, "1", true).isNewsAfter(former))
                .isEqualTo(news);
    }

    @Test
    void thatItIsUsedOrForgottenIsNews() {
        var former = learned(20, 0.41, 0.5, 99, "1", false);

        assertThat(learned(20, 0.41, 0.5, 99, "1", false).isNewsAfter(former)).isFalse();
        assertThat(learned(20, 0.41, 0.5, 99, "1", true).isNewsAfter(former)).isTrue();
        assertThat(learned(20, 0.41, 0.5, 99, "2", false).isNewsAfter(former)).isTrue();
        assertThat(before.isNewsAfter(former)).isTrue();
    }

    private static Written learned(
            double alpha, double beta, double confidence, long samples, String mark, boolean used) {
        var profile = new LearnedProfile(
                "A100", alpha, beta, OptionalDouble.empty(), samples, confidence, Optional.empty(), Optional.of(mark));
        var variant = Samples.variant(Samples.target(1, 1));
        return written(
                variant,
                Samples.measured(Samples.load(40)),
                Samples.decision(variant, 2).withLearning(new Learning(profile, used)));
    }

    @Test
    void anotherPriceIsNewsThoughTheNumberStays() {
        var decision = before.decision().withoutMeasurements();
        var units = new StatusFacts(decision, List.of(), Optional.of(new ReplicaPrice("A100", 1, 40, false)));
        var own = new StatusFacts(decision, List.of(), Optional.of(new ReplicaPrice("A100", 1, 40, true)));

        assertThat(StatusChange.isNews(before.status(), Optional.of(units), before.status(), own))
                .isTrue();
        assertThat(StatusChange.isNews(before.status(), Optional.of(units), before.status(), units))
                .isFalse();
    }

    private static StatusFacts facts(Decision decision) {
        return new StatusFacts(decision.withoutMeasurements(), List.of(), Optional.empty());
    }

    private static Written sized(double perMinute, int desired, int current) {
        var variant = Samples.variant(Samples.target(current, 1));
        return written(variant, perMinute, Samples.decision(variant, desired, perMinute));
    }

    private static Written reserved(String stuckPod) {
        var variant = Samples.variant(Samples.target(1, 1));
        var measured =
                new Measured(Samples.load(40), Duration.ZERO, 1, 1, List.of(new Caveat.StuckPods(List.of(stuckPod))));
        return written(variant, measured, Samples.decision(variant, 2));
    }

    private static Written held(String why) {
        var variant = Samples.variant(Samples.target(1, 1));
        return written(variant, 40, Samples.held(variant, OptionalInt.of(1), why));
    }

    private static Written infeasible(String accelerator, double bestMillis) {
        var variant = Samples.variant(Samples.target(1, 1));
        var refusal = new HoldCause.Refusal(accelerator, Constraint.ITL, 15, bestMillis);
        return written(
                variant,
                40,
                Samples.held(
                        variant, Outcome.INFEASIBLE, OptionalInt.of(1), new HoldCause.Infeasible(List.of(refusal))));
    }

    private static Written advised(String accelerator) {
        var variant = Samples.variant(Samples.target(1, 1));
        var better = Optional.of(new Alternative(accelerator, 1, 20));
        return written(variant, 40, Samples.decision(variant, 2).withAdvice(better));
    }

    private static Written second(String accelerator) {
        var variant = Samples.variant(Samples.target(1, 1));
        var decision = Samples.decision(variant, 2);
        var load = (OwnLoad) decision.rationale();
        var rationale = new OwnLoad(
                load.ratePerSecond(),
                load.outputTokens(),
                load.neededReplicas(),
                load.capacity(),
                load.shortage(),
                Optional.of(new Alternative(accelerator, 2, 90)),
                load.thresholds());
        return written(
                variant,
                40,
                new Decision(
                        decision.id(),
                        decision.outcome(),
                        decision.scale(),
                        decision.constraint(),
                        rationale,
                        decision.allocation()));
    }

    private static Written written(Variant variant, double perMinute, Decision decision) {
        return written(variant, Samples.measured(Samples.load(perMinute)), decision);
    }

    private static Written written(Variant variant, Measurement measurement, Decision decision) {
        var inputs = new StatusInputs(Samples.fleet(variant), variant, measurement, decision, Samples.NOW);
        return new Written(StatusProjection.project(inputs, Optional.empty()), decision);
    }
}
