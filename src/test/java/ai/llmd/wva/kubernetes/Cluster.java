package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.fixture.ControlPlane;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The shared control plane with our definition in it, and a namespace of the test's own. */
record Cluster(ControlPlane plane, KubernetesClient client, String namespace) {

    static Cluster create(String prefix) {
        var plane = ControlPlane.shared();
        define(plane.admin());
        return new Cluster(plane, plane.admin(), plane.createNamespace(prefix));
    }

    static void define(KubernetesClient client) {
        try (var yaml = Files.newInputStream(Path.of("deploy/crd/llmd.ai_variantautoscalings.yaml"))) {
            var definition = client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
            client.resource(definition).forceConflicts().serverSideApply();
            client.resource(definition)
                    .waitUntilCondition(
                            one -> one != null
                                    && one.getStatus() != null
                                    && one.getStatus().getConditions().stream()
                                            .anyMatch(condition -> "Established".equals(condition.getType())
                                                    && "True".equals(condition.getStatus())),
                            30,
                            TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates the variant of the examples under another name. */
    VariantAutoscaling createVariant(String name) {
        return client.resource(Samples.resource(Samples.YAML
                        .replace("name: vllme", "name: " + name)
                        .replace("namespace: llm", "namespace: " + namespace)
                        .replace("  uid: u-1\n", "")
                        .replace("  generation: 3\n", "")))
                .create();
    }

    Resource<VariantAutoscaling> variant(String name) {
        return client.resources(VariantAutoscaling.class).inNamespace(namespace).withName(name);
    }
}
