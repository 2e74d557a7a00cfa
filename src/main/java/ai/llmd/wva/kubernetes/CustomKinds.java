package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.TargetRef;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How targets of kinds that Kubernetes itself does not have are read. Where a kind says nothing else they are taken to
 * be as most are: {@code spec.replicas}, {@code status.replicas}, {@code status.readyReplicas}, a selector in
 * {@code status} or {@code spec}, and {@code spec.template}.
 *
 * <p>A replica of a LeaderWorkerSet is a group of pods, of which the leader serves: its pods are the leaders.
 */
final class CustomKinds {
    static final String LEADER_WORKER_SET = "LeaderWorkerSet";
    private static final String LEADER_WORKER_GROUP = "leaderworkerset.x-k8s.io/";

    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String SPEC = "spec";
    private static final String STATUS = "status";

    private CustomKinds() {}

    /** How the API server is asked for a kind. */
    static ResourceDefinitionContext context(TargetRef target) {
        var slash = target.apiVersion().indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(target.apiVersion().substring(0, Math.max(0, slash)))
                .withVersion(target.apiVersion().substring(slash + 1))
                .withKind(target.kind())
                .withPlural(Pluralize.toPlural(target.kind().toLowerCase(Locale.ROOT)))
                .withNamespaced(true)
                .build();
    }

    /** The key of the owner that pods of a target name; leaders are those of a StatefulSet named like their set. */
    static String ownerKey(String namespace, TargetRef target) {
        return isLeaderWorkerSet(target.apiVersion(), target.kind())
                ? Ownership.key(namespace, Ownership.STATEFUL_SET, target.name())
                : Ownership.key(namespace, target);
    }

    static TargetFacts read(GenericKubernetesResource target) {
        boolean groups = isLeaderWorkerSet(target.getApiVersion(), target.getKind());
        return new TargetFacts(
                number(target, SPEC, "replicas").orElse(1),
                number(target, STATUS, "replicas").orElse(0),
                number(target, STATUS, "readyReplicas").orElse(0),
                groups ? null : selector(target),
                groups ? groupTemplate(target) : TargetPods.read(template(target, SPEC, "template")));
    }

    private static boolean isLeaderWorkerSet(String apiVersion, String kind) {
        return kind.equals(LEADER_WORKER_SET) && apiVersion.startsWith(LEADER_WORKER_GROUP);
    }

    /** The leader's template, with the devices of the whole group. */
    private static PodTemplate groupTemplate(GenericKubernetesResource set) {
        var worker = TargetPods.read(template(set, SPEC, "leaderWorkerTemplate", "workerTemplate"));
        var own = template(set, SPEC, "leaderWorkerTemplate", "leaderTemplate");
        var leader = own == null ? worker : TargetPods.read(own);
        long workers =
                Math.max(0, number(set, SPEC, "leaderWorkerTemplate", "size").orElse(1) - 1);
        long devices = leader.devices().orElse(0) + workers * worker.devices().orElse(0);
        return new PodTemplate(
                leader.role(),
                leader.arguments(),
                devices == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(devices, Integer.MAX_VALUE)),
                leader.hash());
    }

    private static PodTemplateSpec template(GenericKubernetesResource target, String... path) {
        return at(target, path) instanceof Map<?, ?> map ? JSON.convertValue(map, PodTemplateSpec.class) : null;
    }

    /** The scale's selector, a text in the status, is named by each kind as it likes; these two are usual. */
    private static LabelSelector selector(GenericKubernetesResource target) {
        for (var name : List.of("selector", "labelSelector")) {
            if (at(target, STATUS, name) instanceof String text) {
                return Selectors.parse(text);
            }
        }
        return at(target, SPEC, "selector") instanceof Map<?, ?> map
                ? JSON.convertValue(map, LabelSelector.class)
                : null;
    }

    private static Optional<Integer> number(GenericKubernetesResource target, String... path) {
        return at(target, path) instanceof Number number && number.intValue() >= 0
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    private static Object at(GenericKubernetesResource target, String... path) {
        Object here = target.getAdditionalProperties();
        for (var name : path) {
            here = here instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return here;
    }
}
