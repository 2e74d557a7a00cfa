package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.Scenes;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the stand-in for an API server, with the objects of a small workload. */
class ClusterMirrorTest {
    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");

    private final ApiServer server = ApiServer.start();
    private final ClusterMirror mirror =
            new ClusterMirror(server.client(), new WorldClock(START), List.of(DemoWorkloads.VARIANT));

    @BeforeEach
    void declare() {
        server.apply(SampleManifests.read(SampleManifests.DEFINITION));
        var scene = Scenes.of(DemoWorkloads.staged(List.of(), 60, 2), 1);
        new DemoManifests(scene)
                .all()
                .forEach(one -> server.client().resource(one).create());
    }

    @AfterEach
    void close() throws InterruptedException {
        mirror.close();
        server.close();
    }

    private static TargetView target(int spec, PodView... pods) {
        return new TargetView(0, spec, List.of(pods));
    }

    private static PodView pod(String name, double createdMillis, Optional<Double> readyMillis) {
        return new PodView(name, createdMillis, true, readyMillis);
    }

    private Pod written(String name) {
        return server.client()
                .pods()
                .inNamespace(DemoManifests.NAMESPACE)
                .withName(name)
                .get();
    }

    @Test
    void aPodIsMadeThenReadyThenGone() {
        var first = pod("chat-1", 0, Optional.of(0.0));
        mirror.write(List.of(target(2, first, pod("chat-2", 60_000, Optional.empty()))));

        var deployment = server.client()
                .apps()
                .deployments()
                .inNamespace(DemoManifests.NAMESPACE)
                .withName(DemoWorkloads.VARIANT);
        assertThat(deployment.get().getSpec().getReplicas()).isEqualTo(2);
        assertThat(deployment.get().getStatus().getReplicas()).isEqualTo(2);
        assertThat(deployment.get().getStatus().getReadyReplicas()).isEqualTo(1);
        assertThat(written("chat-2").getMetadata().getCreationTimestamp()).isEqualTo("2026-11-29T08:01:00Z");
        assertThat(ready(written("chat-2"))).isEqualTo("False");

        mirror.write(List.of(target(2, first, pod("chat-2", 60_000, Optional.of(90_500.0)))));
        assertThat(ready(written("chat-2"))).isEqualTo("True");
        assertThat(written("chat-2").getStatus().getConditions().get(0).getLastTransitionTime())
                .isEqualTo("2026-11-29T08:01:30.500Z");
        assertThat(deployment.get().getStatus().getReadyReplicas()).isEqualTo(2);

        mirror.write(List.of(target(1, first)));
        assertThat(written("chat-2")).isNull();
        assertThat(written("chat-1")).isNotNull();
        assertThat(deployment.get().getStatus().getReplicas()).isEqualTo(1);
    }

    @Test
    void podsThatWereThereBeforeTellNothingOfAColdStart() {
        mirror.write(List.of(target(1, pod("chat-1", 0, Optional.of(0.0)))));

        assertThat(written("chat-1").getMetadata().getCreationTimestamp()).isEqualTo("2026-11-29T07:00:00Z");
    }

    private static String ready(Pod pod) {
        return pod.getStatus().getConditions().get(0).getStatus();
    }
}
