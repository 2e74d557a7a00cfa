package ai.llmd.wva.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manifests of docs/extending.md are all that a kind with a scale needs. */
class TargetKindIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ACCOUNT = "workload-variant-autoscaler-controller-manager";

    private static final String DEFINITION = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: inferencesets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: InferenceSet, plural: inferencesets}
          versions:
            - name: v1
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
              subresources:
                status: {}
                scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas}
        """;

    /** What the controller may read without the example. */
    private static final String STANDARD_RIGHTS = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %1$s, namespace: NAMESPACE}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: standard, namespace: NAMESPACE}
        rules:
          - {apiGroups: [llmd.ai], resources: [variantautoscalings], verbs: [list, watch]}
          - {apiGroups: [""], resources: [pods, configmaps], verbs: [list, watch]}
          - {apiGroups: [apps], resources: [deployments, statefulsets], verbs: [list, watch]}
          - {apiGroups: [autoscaling], resources: [horizontalpodautoscalers], verbs: [list, watch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: standard, namespace: NAMESPACE}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: standard}
        subjects: [{kind: ServiceAccount, name: %1$s, namespace: NAMESPACE}]
        """.formatted(ACCOUNT);

    private final ControlPlane plane = ControlPlane.shared();
    private final String namespace = plane.createNamespace("examples");

    @BeforeEach
    void define() throws IOException {
        apply(Files.readString(Path.of("deploy/crd/llmd.ai_variantautoscalings.yaml")));
        apply(DEFINITION);
        apply(STANDARD_RIGHTS);
    }

    @AfterEach
    void takeTheRightsBack() {
        plane.admin()
                .rbac()
                .clusterRoleBindings()
                .withName("workload-variant-autoscaler-inferencesets")
                .delete();
    }

    @Test
    void aKindIsATargetByItsRightsAndAReferenceAlone() throws Exception {
        apply("""
            apiVersion: example.com/v1
            kind: InferenceSet
            metadata: {name: chat, namespace: NAMESPACE}
            spec: {replicas: 3}
            """);
        plane.admin()
                .genericKubernetesResources("example.com/v1", "InferenceSet")
                .inNamespace(namespace)
                .withName("chat")
                .editStatus(set -> {
                    set.setAdditionalProperty("status", Map.of("replicas", 2, "readyReplicas", 1));
                    return set;
                });
        apply(Files.readString(Path.of("src/test/resources/examples/target-kind.yaml"))
                .replace("namespace: llm\n", "namespace: NAMESPACE\n")
                .replace("namespace: workload-variant-autoscaler-system", "namespace: NAMESPACE"));

        try (var client = new KubernetesClientBuilder()
                        .withConfig(plane.configFor(namespace, ACCOUNT))
                        .build();
                var watch = new ClusterWatch(
                        client, new ClusterWatch.Options(namespace, List.of(namespace), Set.of("costs")))) {
            watch.start().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> target(watch) instanceof TargetState.Found);

            var found = (TargetState.Found) target(watch);
            assertThat(found.declaredReplicas()).isEqualTo(3);
            assertThat(found.currentReplicas()).isEqualTo(2);
            assertThat(found.readyReplicas()).isEqualTo(1);
        }
    }

    private TargetState target(ClusterWatch watch) {
        return watch.snapshot().variants().get(new VariantId(namespace, "chat")).target();
    }

    /** A definition that was just made is served a moment later. */
    private void apply(String yaml) {
        var manifests = Manifests.parse(yaml.replace("NAMESPACE", namespace));
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> plane.apply(manifests));
    }
}
