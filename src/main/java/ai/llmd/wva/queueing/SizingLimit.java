package ai.llmd.wva.queueing;

/** What keeps a replica from carrying more. */
public enum SizingLimit {
    /** The time to first token. */
    TTFT,
    /** The time between two output tokens. */
    ITL,
    /** The margin of stability that a target in tokens per second asks for. */
    TOKENS,
    /** The replica's service rate itself: every target would be met by more. */
    CAPACITY
}
