package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.model.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatusChangeTest {
    private final VariantAutoscalingStatus before = status(40, "carries 40 requests a minute", 2, 1);

    @Test
    void theSameIsNoNews() {
        assertThat(StatusChange.isNews(before, before)).isFalse();
    }

    @Test
    void theTimeOfTheDecisionAndSmallStepsOfTheLoadAreNoNews() {
        var after = status(40.3, "carries 40.3 requests a minute", 2, 1);

        assertThat(after).isNotEqualTo(before);
        assertThat(StatusChange.isNews(before, after)).isFalse();
    }

    @Test
    void aRealChangeOfTheLoadIsNews() {
        assertThat(StatusChange.isNews(before, status(40.5, "carries 40.5 requests a minute", 2, 1)))
                .isTrue();
        assertThat(StatusChange.isNews(status(0, "", 2, 1), status(0.02, "", 2, 1)))
                .isTrue();
    }

    @Test
    void otherWordsReplicasAndDecisionsAreNews() {
        assertThat(StatusChange.isNews(before, status(40, "held", 2, 1))).isTrue();
        assertThat(StatusChange.isNews(before, status(40, "carries 40 requests a minute", 3, 1)))
                .isTrue();
        assertThat(StatusChange.isNews(before, status(40, "carries 40 requests a minute", 2, 2)))
                .isTrue();
    }

    @Test
    void theNumbersOfAHeldDecisionsSentenceAreNoNews() {
        assertThat(StatusChange.isNews(held("no load for 60 s"), held("no load for 120 s")))
                .isFalse();
        assertThat(StatusChange.isNews(held("no load for 60 s"), held("Prometheus does not answer")))
                .isTrue();
    }

    @Test
    void theFirstStatusIsNews() {
        var nothing = new VariantAutoscalingStatus(null, null, null, null, null, null, null);

        assertThat(StatusChange.isNews(nothing, before)).isTrue();
    }

    private VariantAutoscalingStatus status(double perMinute, String reason, int desired, int current) {
        var variant = Samples.variant(Samples.target(current, 1));
        var decision = Samples.decision(variant, Outcome.OPTIMIZED, OptionalInt.of(desired), reason);
        return project(new StatusInputs(
                Samples.fleet(variant), variant, Samples.measured(Samples.load(perMinute)), decision, Samples.NOW));
    }

    private VariantAutoscalingStatus held(String reason) {
        var variant = Samples.variant(Samples.target(1, 1));
        var decision = Samples.decision(variant, Outcome.HELD, OptionalInt.of(1), reason);
        return project(Samples.inputs(variant, Samples.measured(Samples.load(40)), decision));
    }

    private static VariantAutoscalingStatus project(StatusInputs inputs) {
        var status = StatusProjection.project(inputs, Optional.empty());
        assertThat(Instant.parse(status.desiredOptimizedAlloc().lastRunTime())).isBefore(inputs.now());
        return status;
    }
}
