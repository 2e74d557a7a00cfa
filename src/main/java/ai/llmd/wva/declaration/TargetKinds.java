package ai.llmd.wva.declaration;

import ai.llmd.wva.model.TargetRef;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a variant can scale. */
public final class TargetKinds {
    public static final String DEPLOYMENT = TargetRef.DEFAULT_KIND;
    public static final String STATEFUL_SET = "StatefulSet";
    private static final Set<String> KINDS = Set.of(DEPLOYMENT, STATEFUL_SET);

    private TargetKinds() {}

    /** As the API server spells the kind of a target in paths and in rules of roles. */
    public static String plural(TargetRef target) {
        return target.kind().toLowerCase(Locale.ROOT) + "s";
    }

    /** Why a target cannot be scaled, in words for the variant's owner; empty where it can. */
    public static Optional<String> refusal(TargetRef target) {
        return target.apiVersion().equals(TargetRef.DEFAULT_API_VERSION) && KINDS.contains(target.kind())
                ? Optional.empty()
                : Optional.of("scaleTargetRef " + target.apiVersion() + " " + target.kind()
                        + " is not supported: the target must be an apps/v1 Deployment or StatefulSet");
    }
}
