package ai.llmd.wva.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** The project's own manifests of deploy/, which the build puts into the jar. */
final class SampleManifests {
    private static final String ROOT = "/demo/";

    /** In the order in which they are applied: the definition of a kind before its first object. */
    private static final List<String> FILES = List.of(
            "crd/llmd.ai_variantautoscalings.yaml",
            "configmap-accelerator-unitcost.yaml",
            "configmap-serviceclass.yaml",
            "examples/vllm-emulator/vllme-setup/vllme-deployment.yaml",
            "examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml",
            "samples/hpa-integration.yaml");

    private SampleManifests() {}

    /** Creates all of them, each edited first. Blocks. */
    static void apply(KubernetesClient client, UnaryOperator<String> edit) {
        for (var file : FILES) {
            var text = edit.apply(read(file));
            var objects = client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .items();
            for (HasMetadata object : objects) {
                client.resource(object).create();
            }
        }
    }

    static List<String> files() {
        return FILES;
    }

    static String read(String file) {
        try (var in = SampleManifests.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + ROOT + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
