package ai.llmd.wva.signals;

/** Whether the servers without a queue could serve all who give up at others, so that one more would change nothing. */
final class QueueSpread {
    private double runningAtFull;
    private double startsAtFull;
    private int full;
    private double runningAtOthers;
    private int others;

    /** Adds a server that runs so many requests on average, and starts so many per second. */
    void add(double meanRunning, double startsPerSecond, boolean hasQueue) {
        if (hasQueue) {
            runningAtFull += meanRunning;
            startsAtFull += startsPerSecond;
            full++;
        } else {
            runningAtOthers += meanRunning;
            others++;
        }
    }

    /**
     * Whether they have room for so many more per second. The servers with a queue show how many one can run and how
     * fast it gets on, whatever its profile says.
     */
    boolean hasRoomFor(double perSecond) {
        return full > 0
                && runningAtFull > 0
                && (others * runningAtFull / full - runningAtOthers) * startsAtFull / runningAtFull > perSecond;
    }
}
