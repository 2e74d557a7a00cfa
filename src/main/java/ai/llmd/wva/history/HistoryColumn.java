package ai.llmd.wva.history;

/** What is kept of a variant over time. */
public enum HistoryColumn {
    /** Requests per second that arrive, as measured. */
    ARRIVALS,
    /** Requests per second that are planned for. */
    PLANNED,
    /** Requests per second that the ready replicas carry within the targets. */
    CAPACITY,
    /** Replicas that the target has. */
    CURRENT,
    READY,
    DESIRED,
    /** Mean time to first token, ms. */
    TTFT,
    /** Mean time between tokens, ms. */
    ITL,
    /** Cents per hour of the current replicas. */
    COST;

    /** Where its numbers are in arrays that have one for each column. */
    @SuppressWarnings("EnumOrdinal") // the arrays are never stored, so their order may change with the code
    int index() {
        return ordinal();
    }

    /** As many as there are. */
    static final int COUNT = values().length;
}
