package ai.llmd.wva.model;

import java.util.Optional;

/**
 * What the template of a target's pods tells of the servers in them.
 *
 * @param role the stage that they serve, by llm-d's label; empty where no label tells
 */
public record PodTemplate(Optional<Role> role) {
    /** One that tells nothing. */
    public static final PodTemplate UNKNOWN = new PodTemplate(Optional.empty());

    public PodTemplate {
        Checks.present(role, "role");
    }
}
