package ai.llmd.wva.model;

/** What decided a variant's replicas. */
public enum Constraint {
    ITL("inter-token latency"),
    TTFT("time to first token"),
    TOKENS_PER_SECOND("tokens per second"),
    THROUGHPUT("throughput of a replica"),
    MINIMUM("minReplicas"),
    MAXIMUM("maxReplicas"),
    CAPACITY("accelerators available"),
    TRAFFIC("requests that it still gets, until they go elsewhere"),
    HOLD("last good decision held"),
    QUEUE("requests are waiting: no scale-in"),
    NONE("nothing");

    private final String words;

    Constraint(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
