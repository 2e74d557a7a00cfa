package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.fixture.SettableClock;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventRecorderIT {
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static Cluster cluster;

    private final SettableClock clock = new SettableClock(Samples.NOW);
    private final EventRecorder recorder = new EventRecorder(cluster.client(), "wva-0", QUIET, clock);

    @BeforeAll
    static void start() {
        cluster = Cluster.create("events");
    }

    @Test
    void recordsAnEventOnAVariantOnceInAWhile() {
        var variant = VariantConversion.toVariant(cluster.createVariant("told"), Samples.target(1, 1));

        assertThat(recorder.onVariant(variant, EventRecorder.Type.NORMAL, "ReplicasDecided", "2 replicas"))
                .isTrue();
        assertThat(recorder.onVariant(variant, EventRecorder.Type.NORMAL, "ReplicasDecided", "2 replicas"))
                .isFalse();
        assertThat(recorder.onVariant(variant, EventRecorder.Type.NORMAL, "ReplicasDecided", "3 replicas"))
                .isTrue();
        clock.advance(QUIET);
        assertThat(recorder.onVariant(variant, EventRecorder.Type.NORMAL, "ReplicasDecided", "2 replicas"))
                .isTrue();

        assertThat(events("told")).hasSize(3).allSatisfy(event -> {
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getReason()).isEqualTo("ReplicasDecided");
            assertThat(event.getReportingController()).isEqualTo("llmd.ai/workload-variant-autoscaler");
            assertThat(event.getReportingInstance()).isEqualTo("wva-0");
            assertThat(event.getRegarding().getUid()).isEqualTo(variant.uid());
            assertThat(event.getRegarding().getKind()).isEqualTo("VariantAutoscaling");
        });
        assertThat(events("told"))
                .extracting(Event::getNote)
                .containsExactlyInAnyOrder("2 replicas", "3 replicas", "2 replicas");
    }

    @Test
    void recordsAWarningOnAConfigMapHoweverLong() {
        var note = "x".repeat(5000);

        assertThat(recorder.onConfigMap(cluster.namespace(), "costs", EventRecorder.Type.WARNING, "InvalidEntry", note))
                .isTrue();

        assertThat(events("costs")).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getRegarding().getKind()).isEqualTo("ConfigMap");
            assertThat(event.getNote()).startsWith("xxx").endsWith("…");
        });
    }

    @Test
    void aRefusalIsNoException() {
        try (var stranger = new KubernetesClientBuilder()
                .withConfig(cluster.plane().configFor(cluster.namespace(), "default"))
                .build()) {
            var refused = new EventRecorder(stranger, "wva-0", QUIET, clock);

            assertThat(refused.onConfigMap(
                            cluster.namespace(), "refused", EventRecorder.Type.WARNING, "InvalidEntry", "no"))
                    .isFalse();
        }
        assertThat(events("refused")).isEmpty();
    }

    private static List<Event> events(String about) {
        return cluster.client().events().v1().events().inNamespace(cluster.namespace()).list().getItems().stream()
                .filter(event -> about.equals(event.getRegarding().getName()))
                .toList();
    }
}
