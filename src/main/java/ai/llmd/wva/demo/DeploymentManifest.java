package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.workload.ModelLoad;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;

/** The Deployment of a target, with vLLM's command line as it would have to be. */
final class DeploymentManifest {
    /** By which the Deployment finds its pods. */
    static final String APP_LABEL = "app";

    private static final String DEVICES = "nvidia.com/gpu";

    private DeploymentManifest() {}

    static Deployment of(Target target, ModelLoad model) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(target.name())
                .withNamespace(DemoManifests.NAMESPACE)
                .addToLabels(APP_LABEL, target.name())
                .endMetadata()
                .withNewSpec()
                .withReplicas(target.initialReplicas())
                .withNewSelector()
                .addToMatchLabels(APP_LABEL, target.name())
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels(APP_LABEL, target.name())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("vllm")
                .withImage("vllm/vllm-openai")
                .withArgs(
                        "--model=" + model.name(),
                        "--tensor-parallel-size=" + target.devicesPerReplica(),
                        "--max-num-seqs=" + target.limits().maxBatch(),
                        "--max-model-len=" + target.limits().maxSequenceTokens(),
                        "--max-num-batched-tokens=" + target.limits().stepTokens())
                .withNewResources()
                .addToLimits(DEVICES, new Quantity(String.valueOf(target.devicesPerReplica())))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withStatus(status(target.initialReplicas(), target.initialReplicas()))
                .build();
    }

    static DeploymentStatus status(int replicas, int ready) {
        return new DeploymentStatusBuilder()
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .build();
    }
}
