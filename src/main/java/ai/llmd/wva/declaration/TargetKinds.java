package ai.llmd.wva.declaration;

import ai.llmd.wva.model.TargetRef;
import java.util.Optional;
import java.util.Set;

/**
 * What a variant can scale: workloads of Kubernetes, and kinds of other API groups, which have a scale subresource of
 * {@code spec.replicas} and {@code status.replicas}.
 */
public final class TargetKinds {
    public static final String DEPLOYMENT = TargetRef.DEFAULT_KIND;
    public static final String STATEFUL_SET = "StatefulSet";
    private static final Set<String> KINDS = Set.of(DEPLOYMENT, STATEFUL_SET);

    private TargetKinds() {}

    /** Whether a target is of a kind that Kubernetes itself does not have. */
    public static boolean isCustom(TargetRef target) {
        return !target.apiVersion().equals(TargetRef.DEFAULT_API_VERSION);
    }

    /** A group with a dot is nobody's but its owner's; those of Kubernetes that have one end in k8s.io. */
    private static boolean isForeign(String apiVersion) {
        var slash = apiVersion.indexOf('/');
        return slash > 0
                && slash == apiVersion.lastIndexOf('/')
                && slash < apiVersion.length() - 1
                && apiVersion.substring(0, slash).contains(".");
    }

    /** Why a target cannot be scaled, in words for the variant's owner; empty where it can. */
    public static Optional<String> refusal(TargetRef target) {
        boolean known = KINDS.contains(target.kind());
        // pods name their owner by its kind alone
        return (isCustom(target) ? isForeign(target.apiVersion()) && !known : known)
                ? Optional.empty()
                : Optional.of("scaleTargetRef " + target.apiVersion() + " " + target.kind()
                        + " is not supported: the target must be an apps/v1 Deployment or StatefulSet, or of a kind"
                        + " that another API group defines with a scale");
    }
}
