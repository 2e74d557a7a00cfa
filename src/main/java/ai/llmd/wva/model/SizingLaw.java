package ai.llmd.wva.model;

/** How the load that a replica carries follows from a profile that knows its prefill. */
public enum SizingLaw {
    /** Prompts are read in chunks beside the tokens of others, as vLLM V1 does; the KV cache bounds the batch. */
    CONTINUOUS("continuous"),
    /** The original's: all prompts of a batch are read at once, and no memory bounds it. */
    PUBLISHED("published");

    /** Until room for growth knows trends and cold starts, the law whose excess is room enough. */
    public static final SizingLaw DEFAULT = PUBLISHED;

    private final String label;

    SizingLaw(String label) {
        this.label = label;
    }

    /** As options and configuration spell it. */
    public String label() {
        return label;
    }
}
