package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DesiredOptimizedAlloc;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    private SampleCluster server;

    @BeforeEach
    void start() {
        server = new SampleCluster();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSamplesAreThere() {
        var client = server.client();
        assertThat(client.apps().deployments().inNamespace("llm-d-sim").list().getItems())
                .hasSize(1);
        assertThat(client.configMaps().inAnyNamespace().list().getItems()).hasSize(2);
        assertThat(client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .hasSize(1);
    }

    @Test
    void aStatusPatchWithAFieldManagerIsKept() {
        var variant = server.client()
                .resources(VariantAutoscaling.class)
                .inNamespace("llm-d-sim")
                .withName("vllme-deployment");
        var patch = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("test")
                .build();
        variant.subresource("status").patch(patch, "{\"status\":{\"desiredOptimizedAlloc\":{\"numReplicas\":3}}}");
        assertThat(variant.get().getStatus().desiredOptimizedAlloc())
                .isEqualTo(new DesiredOptimizedAlloc(null, null, 3));
        assertThat(variant.get().getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void scalingChangesTheDeployment() {
        var deployment =
                server.client().apps().deployments().inNamespace("llm-d-sim").withName("vllme-deployment");
        deployment.scale(3);
        assertThat(deployment.get().getSpec().getReplicas()).isEqualTo(3);
    }
}
