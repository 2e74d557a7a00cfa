package ai.llmd.wva.model;

/** Which stage of a model's requests a variant's replicas serve: stages that are served apart are loads apart. */
public enum Role {
    /** Reads prompts, and hands each request on after its first token. */
    PREFILL("prefill"),
    /** Generates the tokens of requests whose prompts were read elsewhere. */
    DECODE("decode"),
    /** Serves whole requests. */
    BOTH("both");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** As resources spell it. */
    public String label() {
        return label;
    }
}
