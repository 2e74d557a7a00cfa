package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code top} and {@code explain} without a controller, from what a real API server has. */
class TopCommandIT {
    @TempDir
    private Path folder;

    @Test
    void whatStatusTellsIsShown() throws IOException {
        var plane = ControlPlane.shared();
        plane.apply(Manifests.kustomization("deploy/crd"));
        var namespace = plane.createNamespace("top");
        var file = Files.writeString(folder.resolve("variant.yaml"), """
            apiVersion: llmd.ai/v1alpha1
            kind: VariantAutoscaling
            metadata:
              name: chat
              namespace: %s
            spec:
              modelID: m
              modelProfile:
                accelerators:
                  - {acc: A100, accCount: 1, maxBatchSize: 4, alpha: "20.58", beta: "0.41"}
            """.formatted(namespace));
        plane.apply(Manifests.file(file.toString()));
        plane.admin()
                .resources(VariantAutoscaling.class)
                .inNamespace(namespace)
                .withName("chat")
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), """
                    {"status": {"desiredOptimizedAlloc":
                      {"accelerator": "A100", "numReplicas": 2, "lastRunTime": "2026-01-02T03:04:05Z"},
                     "decision": {"reason": "40.00 requests/min need 2 replicas", "bindingConstraint": "time to first token"}}}
                    """);
        var kubeconfig = plane.adminKubeconfig().toString();

        var top = CommandRun.of("top", "-n", namespace, "--kubeconfig", kubeconfig);
        assertThat(top.exitCode()).as(top.err()).isZero();
        assertThat(top.out()).contains("1 variant, ", "as status shows it");
        assertThat(top.out().lines().toList().get(2))
                .startsWith(namespace + "/chat  A100")
                .contains("0 0 > 2");

        var explained = CommandRun.of("explain", "chat", "-n", namespace, "--kubeconfig", kubeconfig);
        assertThat(explained.exitCode()).as(explained.err()).isZero();
        assertThat(explained.out()).contains("wanted: 2", "40.00 requests/min need 2 replicas");

        var missing = CommandRun.of("explain", namespace + "/nosuch", "--kubeconfig", kubeconfig);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no variant " + namespace + "/nosuch");
    }
}
