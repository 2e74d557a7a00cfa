package ai.llmd.wva.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the template of a target's pods tells of the servers in them.
 *
 * @param role the stage that they serve, by llm-d's label; empty where no label tells
 * @param arguments what they are started with
 * @param devices accelerators that a pod asks for, >= 1; empty where it asks for none
 * @param hash changes with what decides how fast the servers are; empty where that is not known
 */
public record PodTemplate(Optional<Role> role, EngineArguments arguments, OptionalInt devices, Optional<String> hash) {
    /** One that tells nothing. */
    public static final PodTemplate UNKNOWN = new PodTemplate(Optional.empty(), EngineArguments.NONE);

    public PodTemplate {
        Checks.present(role, "role");
        Checks.present(arguments, "arguments");
        devices.ifPresent(count -> Checks.atLeast(1, count, "devices"));
        Checks.present(hash, "hash");
    }

    /** One that tells neither devices nor what decides the speed. */
    public PodTemplate(Optional<Role> role, EngineArguments arguments) {
        this(role, arguments, OptionalInt.empty(), Optional.empty());
    }
}
