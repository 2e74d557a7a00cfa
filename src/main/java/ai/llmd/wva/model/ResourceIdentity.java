package ai.llmd.wva.model;

/**
 * Which resource a variant was read from.
 *
 * @param uid of the resource: a re-created resource of the same name is another variant
 * @param generation of the resource that this was read from
 */
public record ResourceIdentity(VariantId id, String uid, long generation) {
    public ResourceIdentity {
        Checks.present(id, "id");
        Checks.present(uid, "uid");
    }

    /** The same name, as another resource. */
    public ResourceIdentity withUid(String other) {
        return new ResourceIdentity(id, other, generation);
    }
}
