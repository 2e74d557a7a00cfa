package ai.llmd.wva.declaration;

/** Where the profile in a status comes from, as the status spells it. */
public final class ProfileSource {
    public static final String DECLARED = "declared";

    /** From measurements, and the decision is by it. */
    public static final String LEARNED = "learned";

    /** From measurements, and not used. */
    public static final String OBSERVED = "observed";

    private ProfileSource() {}
}
