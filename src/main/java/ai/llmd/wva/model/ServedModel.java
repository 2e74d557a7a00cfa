package ai.llmd.wva.model;

import java.util.Optional;

/**
 * What a variant serves.
 *
 * @param id the {@code model_name} of vLLM's metrics and the key in service classes
 * @param role the stage of its requests, as the variant's owner declares it; empty = as the target's pods tell
 */
public record ServedModel(String id, Optional<Role> role) {
    public ServedModel {
        Checks.present(id, "modelId");
        Checks.present(role, "role");
    }

    /** A model of whose stages nothing is declared. */
    public static ServedModel named(String id) {
        return new ServedModel(id, Optional.empty());
    }
}
