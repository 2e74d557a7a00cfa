package ai.llmd.wva.declaration;

import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.Role;
import java.util.Map;
import java.util.Optional;

/** Reads what the template of a target's pods tells of the servers in them. */
public final class PodTemplates {
    /** llm-d's label: by it the router of llm-d tells the pods of each stage. */
    public static final String ROLE_LABEL = "llm-d.ai/role";

    private static final Map<String, Role> ROLES = Map.of(
            "prefill", Role.PREFILL,
            "encode-prefill", Role.PREFILL,
            "decode", Role.DECODE,
            "both", Role.BOTH,
            "prefill-decode", Role.BOTH,
            "encode-prefill-decode", Role.BOTH);

    private PodTemplates() {}

    /** What a template with these labels tells; a role that is not one of the stages above tells nothing. */
    public static PodTemplate of(Map<String, String> labels) {
        return new PodTemplate(Optional.ofNullable(labels.get(ROLE_LABEL)).map(ROLES::get));
    }
}
