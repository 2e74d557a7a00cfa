package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodReadinessTest {
    private static final String SINCE = "2026-01-02T03:04:05Z";

    @Test
    void aReadyPodIsReadySinceItsLastTransition() {
        assertThat(PodReadiness.of(pod("True", SINCE)).readySince()).contains(Instant.parse(SINCE));
        assertThat(PodReadiness.of(Slim.pod(pod("True", SINCE)))).isEqualTo(PodReadiness.of(pod("True", SINCE)));
    }

    @Test
    void aPodThatIsNotReadyOrLeavesIsNotReady() {
        var leaving = new PodBuilder(pod("True", SINCE))
                .editMetadata()
                .withDeletionTimestamp(SINCE)
                .endMetadata()
                .build();

        assertThat(PodReadiness.of(pod("False", SINCE)).ready()).isFalse();
        assertThat(PodReadiness.of(leaving).ready()).isFalse();
        assertThat(PodReadiness.of(Slim.pod(leaving)).ready()).isFalse();
        assertThat(PodReadiness.readySince(new Pod(null, null, leaving.getMetadata(), null, null)))
                .isEmpty();
    }

    @Test
    void withoutATransitionTimeItsCreationCounts() {
        assertThat(PodReadiness.readySince(pod("True", null))).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(PodReadiness.readySince(pod("True", "noon"))).contains(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"Succeeded, true", "Failed, true", "Running, false", "Pending, false", ", false"})
    void aPodThatHasEndedIsFinished(String phase, boolean finished) {
        var pod = new PodBuilder(pod("True", SINCE))
                .editStatus()
                .withPhase(phase)
                .endStatus()
                .build();

        assertThat(PodReadiness.finished(pod)).isEqualTo(finished);
        assertThat(PodReadiness.finished(Slim.pod(pod))).isEqualTo(finished);
    }

    private static Pod pod(String ready, String since) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withNamespace("llm")
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("True")
                .endCondition()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .withLastTransitionTime(since)
                .endCondition()
                .endStatus()
                .build();
    }
}
