package ai.llmd.wva.model;

/** How the load that a replica carries follows from a profile that knows its prefill. */
public enum SizingLaw {
    /** Prompts are read in chunks beside the tokens of others, as vLLM V1 does; the KV cache bounds the batch. */
    CONTINUOUS("continuous"),
    /** The original's: all prompts of a batch are read at once, and no memory bounds it. */
    PUBLISHED("published");

    /** On loads drawn at random it keeps more of the targets at less cost: docs/decision-quality.md. */
    public static final SizingLaw DEFAULT = CONTINUOUS;

    private final String label;

    SizingLaw(String label) {
        this.label = label;
    }

    /** As options and configuration spell it. */
    public String label() {
        return label;
    }
}
