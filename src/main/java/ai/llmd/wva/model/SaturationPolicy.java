package ai.llmd.wva.model;

/** What variants get that capacity does not suffice for, from what the others leave. The names are llm-inferno's. */
public enum SaturationPolicy {
    /** Nothing: whole or not at all. */
    NONE("None"),
    /** As much as there is, one after another in order of priority. */
    PRIORITY_EXHAUSTIVE("PriorityExhaustive"),
    /** A replica each in turn, class by class in order of priority. */
    PRIORITY_ROUND_ROBIN("PriorityRoundRobin"),
    /** A replica each in turn, whatever the priority. */
    ROUND_ROBIN("RoundRobin");

    private final String label;

    SaturationPolicy(String label) {
        this.label = label;
    }

    /** As files and options spell it. */
    public String label() {
        return label;
    }
}
