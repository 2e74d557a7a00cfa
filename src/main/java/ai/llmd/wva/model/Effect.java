package ai.llmd.wva.model;

/** What becomes of what a {@link Problem} is about, until it is mended. */
public enum Effect {
    /** It counts for nothing: there was nothing good before. */
    LEFT_OUT,
    /** What it was when it was last good stays in force. */
    LAST_GOOD,
    /** It counts as not given. */
    DEFAULT_VALUE,
    /** The configuration file decides. */
    FILE_VALUE,
    /** Nothing acts on any decision: rather none than one that nobody asked for. */
    NOTHING_ACTS,
    /** The next source decides: the ConfigMap, then the file. */
    PASSED_OVER,
    /** The variant is not planned: its last good decision is held. */
    NOT_PLANNED,
    /** The file that it is in is refused. */
    REFUSED,
    /** It counts all the same, or nothing was meant to read it. */
    REMARK;

    /** Whether what someone declared is not in force. */
    public boolean isLoss() {
        return this != REMARK;
    }
}
