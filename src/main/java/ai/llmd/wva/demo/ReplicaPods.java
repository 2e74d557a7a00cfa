package ai.llmd.wva.demo;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The pods of a Deployment, owned by its ReplicaSet as its controller would name it. */
final class ReplicaPods {
    private static final String HASH_LABEL = "pod-template-hash";

    private final Deployment deployment;
    private final String hash;
    private int made;

    ReplicaPods(Deployment deployment) {
        this.deployment = deployment;
        // any short word that is the same for the same template will do
        this.hash = Integer.toHexString(deployment.getSpec().getTemplate().hashCode());
    }

    /** A new pod, ready from now on. */
    Pod ready(Instant now) {
        var set = deployment.getMetadata().getName() + "-" + hash;
        var at = now.truncatedTo(ChronoUnit.MILLIS).toString();
        var template = deployment.getSpec().getTemplate();
        return new PodBuilder()
                .withNewMetadata()
                .withName(String.format(Locale.ROOT, "%s-%05d", set, ++made))
                .withNamespace(deployment.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .addToLabels(HASH_LABEL, hash)
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("ReplicaSet")
                .withName(set)
                .withUid(set)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(template.getSpec())
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(EmulatedPod.HOST)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(at)
                .endCondition()
                .endStatus()
                .build();
    }
}
