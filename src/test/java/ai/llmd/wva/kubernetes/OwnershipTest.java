package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final String HASH = "5d4f8c7b6";

    @Test
    void aPodOfAReplicaSetBelongsToTheDeployment() {
        assertThat(Ownership.keyOf(pod("ReplicaSet", "vllme-" + HASH, true, Map.of("pod-template-hash", HASH))))
                .isEqualTo("llm/Deployment/vllme");
    }

    @Test
    void aReplicaSetOfItsOwnStaysOne() {
        assertThat(Ownership.keyOf(pod("ReplicaSet", "vllme-blue", true, Map.of())))
                .isEqualTo("llm/ReplicaSet/vllme-blue");
        assertThat(Ownership.keyOf(pod("ReplicaSet", "vllme-blue", true, Map.of("pod-template-hash", HASH))))
                .isEqualTo("llm/ReplicaSet/vllme-blue");
        assertThat(Ownership.keyOf(pod("ReplicaSet", "-" + HASH, true, Map.of("pod-template-hash", HASH))))
                .isEqualTo("llm/ReplicaSet/-" + HASH);
    }

    @Test
    void aPodOfAStatefulSetBelongsToIt() {
        assertThat(Ownership.keyOf(pod("StatefulSet", "vllme", true, Map.of()))).isEqualTo("llm/StatefulSet/vllme");
    }

    @Test
    void podsOfStrangeKindsAreFoundByTheirLabelsToo() {
        var strange = pod("Pool", "llm", true, Map.of());
        assertThat(Ownership.keysOf(strange)).containsExactly("llm/Pool/llm", Ownership.custom("llm"));
        assertThat(Ownership.keysOf(pod("ReplicaSet", "vllme-blue", true, Map.of())))
                .contains(Ownership.custom("llm"));
        for (var known : new Pod[] {
            pod("StatefulSet", "vllme", true, Map.of()),
            pod("ReplicaSet", "vllme-" + HASH, true, Map.of("pod-template-hash", HASH)),
            pod("StatefulSet", "vllme", false, Map.of())
        }) {
            assertThat(Ownership.keysOf(known)).containsExactly(Ownership.keyOf(known));
        }
    }

    @Test
    void anOwnerThatDoesNotControlIsNone() {
        assertThat(Ownership.keyOf(pod("StatefulSet", "vllme", false, Map.of())))
                .isEqualTo(Ownership.orphans("llm"));
    }

    @Test
    void theSlimPodBelongsToTheSame() {
        var owned = pod("ReplicaSet", "vllme-" + HASH, true, Map.of("pod-template-hash", HASH, "app", "vllme"));
        var orphan = pod("StatefulSet", "vllme", false, Map.of("app", "vllme"));

        assertThat(Ownership.keyOf(Slim.pod(owned))).isEqualTo(Ownership.keyOf(owned));
        assertThat(Slim.pod(owned).getMetadata().getLabels()).containsOnlyKeys("pod-template-hash");
        assertThat(Ownership.keyOf(Slim.pod(orphan))).isEqualTo(Ownership.keyOf(orphan));
        assertThat(Slim.pod(orphan).getMetadata().getLabels()).isEqualTo(Map.of("app", "vllme"));
    }

    private static Pod pod(String kind, String owner, boolean controls, Map<String, String> labels) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withNamespace("llm")
                .withLabels(labels)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind(kind)
                        .withName(owner)
                        .withController(controls)
                        .build())
                .endMetadata()
                .build();
    }
}
