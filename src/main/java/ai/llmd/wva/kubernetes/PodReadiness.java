package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.Timestamps;
import ai.llmd.wva.model.PodInfo;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Optional;

/** Since when a pod serves. */
final class PodReadiness {
    private PodReadiness() {}

    static PodInfo of(Pod pod) {
        return new PodInfo(
                pod.getMetadata().getName(),
                readySince(pod),
                Timestamps.read(pod.getMetadata().getCreationTimestamp()));
    }

    /** The pod's condition Ready. */
    static Optional<PodCondition> condition(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst();
    }

    /** When it last became ready; empty while it is not, or is on its way out. */
    static Optional<Instant> readySince(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        return condition(pod)
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> Timestamps.read(condition.getLastTransitionTime())
                        .or(() -> Timestamps.read(pod.getMetadata().getCreationTimestamp()))
                        .orElse(Instant.EPOCH));
    }

    /** It ran to its end, or was evicted, and will not serve again. */
    static boolean finished(Pod pod) {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }
}
