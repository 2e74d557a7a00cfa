package ai.llmd.wva.simulation.report;

/** What is drawn of a target over time. */
public enum LineSeries {
    /** Requests for its model that came, per second. */
    RATE("rate", 2),
    /** Replicas that these take. */
    NEEDED("needed", 2),
    /** Replicas that the target is asked to have. */
    DESIRED("desired", 0),
    /** Pods that exist, those that drain too. */
    EXISTING("existing", 0),
    READY("ready", 0),
    /** Requests in a batch. */
    RUNNING("running", 0),
    /** Requests that wait, at pods and in the gateway. */
    WAITING("waiting", 0),
    /** Time to first token that nine of ten requests that came did not exceed, milliseconds. */
    TTFT("ttft", 0),
    /** The same for their mean time between tokens. */
    ITL("itl", 1),
    /** Share of the requests that came that missed a target. */
    MISSED("missed", 3);

    private final String key;
    private final int decimals;

    LineSeries(String key, int decimals) {
        this.key = key;
        this.decimals = decimals;
    }

    String key() {
        return key;
    }

    int decimals() {
        return decimals;
    }
}
