package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.TargetRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which workload a pod belongs to, by its chain of owners, as a key {@code namespace/kind/name}. The ReplicaSet between
 * a Deployment and its pods is not read: the Deployment's controller names it after the Deployment and the pods'
 * template hash, so that its name and the pod's label tell the Deployment.
 */
final class Ownership {
    static final String POD_TEMPLATE_HASH = "pod-template-hash";
    static final String STATEFUL_SET = "StatefulSet";

    /** Stands for the kind and name of the owner of pods that nothing controls. */
    private static final String NOBODY = "-";

    private static final String STRANGER = "+";
    private static final Set<String> KNOWN = Set.of(STATEFUL_SET, "DaemonSet", "Job", "Node");

    private Ownership() {}

    static String key(String namespace, String kind, String name) {
        return namespace + "/" + kind + "/" + name;
    }

    static String key(String namespace, TargetRef target) {
        return key(namespace, target.kind(), target.name());
    }

    /** The key under which a namespace's pods without a controller are found. */
    static String orphans(String namespace) {
        return key(namespace, NOBODY, NOBODY);
    }

    /** The key under which a namespace's pods are found whose controllers are of other kinds than are known here. */
    static String custom(String namespace) {
        return key(namespace, STRANGER, STRANGER);
    }

    /** Whether a pod may belong to a target of a kind that Kubernetes itself does not have, by its labels. */
    static boolean isCustom(Pod pod) {
        var metadata = pod.getMetadata();
        return controller(metadata)
                .filter(owner -> !KNOWN.contains(owner.getKind()))
                .filter(owner -> deployment(owner, metadata).isEmpty())
                .isPresent();
    }

    static List<String> keysOf(Pod pod) {
        return isCustom(pod) ? List.of(keyOf(pod), custom(pod.getMetadata().getNamespace())) : List.of(keyOf(pod));
    }

    static String keyOf(Pod pod) {
        var metadata = pod.getMetadata();
        var namespace = metadata.getNamespace();
        return controller(metadata)
                .map(owner -> deployment(owner, metadata)
                        .map(name -> key(namespace, TargetRef.DEFAULT_KIND, name))
                        .orElseGet(() -> key(namespace, owner.getKind(), owner.getName())))
                .orElseGet(() -> orphans(namespace));
    }

    static Optional<OwnerReference> controller(ObjectMeta metadata) {
        return metadata.getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    static Optional<String> podTemplateHash(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getLabels()).map(labels -> labels.get(POD_TEMPLATE_HASH));
    }

    private static Optional<String> deployment(OwnerReference owner, ObjectMeta pod) {
        if (!"ReplicaSet".equals(owner.getKind())) {
            return Optional.empty();
        }
        var name = owner.getName();
        return podTemplateHash(pod)
                .map(hash -> "-" + hash)
                .filter(ending -> name.endsWith(ending) && name.length() > ending.length())
                .map(ending -> name.substring(0, name.length() - ending.length()));
    }
}
