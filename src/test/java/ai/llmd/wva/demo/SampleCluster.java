package ai.llmd.wva.demo;

import ai.llmd.wva.fixture.Manifests;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** The demo's stand-in for an API server, with the project's samples in it, for tests of other rooms. */
public final class SampleCluster implements AutoCloseable {
    /** In the order in which they are applied: the definition of a kind before its first object. */
    private static final List<String> FILES = List.of(
            "crd/llmd.ai_variantautoscalings.yaml",
            "configmap-accelerator-unitcost.yaml",
            "configmap-serviceclass.yaml",
            "examples/vllm-emulator/vllme-setup/vllme-deployment.yaml",
            "examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml",
            "samples/hpa-integration.yaml");

    private final ApiServer server = ApiServer.start();

    public SampleCluster() {
        for (var file : FILES) {
            Manifests.file("deploy/" + file).objects().forEach(object -> server.apply(object.toString()));
        }
    }

    public KubernetesClient client() {
        return server.client();
    }

    @Override
    public void close() {
        server.close();
    }
}
