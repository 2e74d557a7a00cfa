package ai.llmd.wva.declaration;

import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the template of a target's pods tells of the servers in them, and writes it down again. */
public final class PodTemplates {
    /** llm-d's label: by it the router of llm-d tells the pods of each stage. */
    private static final String ROLE_LABEL = "llm-d.ai/role";

    private static final Map<String, Role> ROLES = Map.of(
            "prefill", Role.PREFILL,
            "encode-prefill", Role.PREFILL,
            "decode", Role.DECODE,
            "both", Role.BOTH,
            "prefill-decode", Role.BOTH,
            "encode-prefill-decode", Role.BOTH);

    private PodTemplates() {}

    /**
     * What a template tells. A role that is not one of the stages above tells nothing.
     *
     * @param labels of the pods
     * @param commandLines the command and args of each container; the first counts that has any of a model server
     */
    public static PodTemplate of(Map<String, String> labels, List<List<String>> commandLines) {
        var arguments = commandLines.stream()
                .map(EngineCommand::read)
                .filter(read -> !read.equals(EngineArguments.NONE))
                .findFirst()
                .orElse(EngineArguments.NONE);
        return new PodTemplate(Optional.ofNullable(labels.get(ROLE_LABEL)).map(ROLES::get), arguments);
    }

    /** The fewest labels that tell the same. */
    public static Map<String, String> labels(PodTemplate template) {
        return template.role().map(role -> Map.of(ROLE_LABEL, role.label())).orElse(Map.of());
    }

    /** The shortest command line that tells the same; empty where none is needed. */
    public static List<String> commandLine(PodTemplate template) {
        return EngineCommand.write(template.arguments());
    }
}
