package ai.llmd.wva.hpa;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Pods that nothing runs, in the state that a case wants them in. */
final class TrialPods {
    /** Keeps a pod whose deletion has begun. */
    private static final String FINALIZER = "wva.example/trial";

    private TrialPods() {}

    static void create(KubernetesClient client, String namespace, String target, List<HpaPod> pods) {
        for (var pod : pods) {
            var created = client.resource(pod(namespace, target, pod)).create();
            client.resource(withStatus(created, pod)).updateStatus();
            if (pod.terminating()) {
                client.resource(created).delete();
            }
        }
    }

    /** Lets go those whose deletion has begun. */
    static void release(KubernetesClient client, String namespace) {
        for (var pod : client.pods().inNamespace(namespace).list().getItems()) {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                client.resource(pod)
                        .edit(held -> new PodBuilder(held)
                                .editMetadata()
                                .withFinalizers()
                                .endMetadata()
                                .build());
            }
        }
    }

    /** Values by the names that the pods of a target have. */
    static Map<String, Long> named(String target, Map<String, Long> values) {
        var named = new TreeMap<String, Long>();
        values.forEach((pod, value) -> named.put(target + "-" + pod, value));
        return named;
    }

    private static Pod pod(String namespace, String target, HpaPod pod) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(target + "-" + pod.name())
                .withNamespace(namespace)
                .withLabels(Map.of("app", target))
                .withFinalizers(pod.terminating() ? List.of(FINALIZER) : List.of())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withImage("example.invalid/server")
                .endContainer()
                .endSpec()
                .build();
    }

    private static Pod withStatus(Pod created, HpaPod pod) {
        var phase = pod.phase().name();
        return new PodBuilder(created)
                .withNewStatus()
                .withPhase(phase.charAt(0) + phase.substring(1).toLowerCase(Locale.ROOT))
                .addNewCondition()
                .withType("Ready")
                .withStatus(pod.ready() ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }
}
