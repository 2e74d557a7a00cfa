package ai.llmd.wva.model;

import java.util.Optional;

/**
 * What the template of a target's pods tells of the servers in them.
 *
 * @param role the stage that they serve, by llm-d's label; empty where no label tells
 * @param arguments what they are started with
 */
public record PodTemplate(Optional<Role> role, EngineArguments arguments) {
    /** One that tells nothing. */
    public static final PodTemplate UNKNOWN = new PodTemplate(Optional.empty(), EngineArguments.NONE);

    public PodTemplate {
        Checks.present(role, "role");
        Checks.present(arguments, "arguments");
    }
}
