package ai.llmd.wva.demo;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The pods of a Deployment, owned by its ReplicaSet as its controller would name it. */
final class PodManifests {
    private static final String HASH_LABEL = "pod-template-hash";
    /** How long before the demo the pods were made that were there at its start: too long to tell of a cold start. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private final Deployment deployment;
    private final WorldClock clock;
    private final String hash;

    PodManifests(Deployment deployment, WorldClock clock) {
        this.deployment = deployment;
        this.clock = clock;
        // any short word that is the same for the same template will do
        this.hash = Integer.toHexString(deployment.getSpec().getTemplate().hashCode());
    }

    Pod of(PodView pod) {
        var set = deployment.getMetadata().getName() + "-" + hash;
        var template = deployment.getSpec().getTemplate();
        var before = pod.createdMillis() <= 0;
        var created = before ? clock.at(0).minus(BEFORE) : clock.at(pod.createdMillis());
        return new PodBuilder()
                .withNewMetadata()
                .withName(pod.name())
                .withNamespace(deployment.getMetadata().getNamespace())
                .addToAnnotations(ApiServer.CREATED, text(created.truncatedTo(ChronoUnit.SECONDS)))
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
                .withPhase(pod.placed() ? "Running" : "Pending")
                .withPodIP(DemoConfiguration.HOST)
                .withConditions(List.of(ready(pod, created)))
                .endStatus()
                .build();
    }

    private PodCondition ready(PodView pod, Instant created) {
        var since = pod.readyMillis().map(clock::at).orElse(created);
        return new PodConditionBuilder()
                .withType("Ready")
                .withStatus(pod.ready() ? "True" : "False")
                .withLastTransitionTime(text(since.truncatedTo(ChronoUnit.MILLIS)))
                .build();
    }

    private static String text(Instant instant) {
        return instant.toString();
    }
}
