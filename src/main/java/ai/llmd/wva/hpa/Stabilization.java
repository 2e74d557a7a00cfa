package ai.llmd.wva.hpa;

import static ai.llmd.wva.hpa.Windows.before;

/** Recent recommendations hold back the newest one. */
final class Stabilization {
    private Stabilization() {}

    /** As close to the replicas there are as any recommendation in the window of its direction was. */
    static int within(HpaMemory memory, long nowMillis, int current, int proposed, int upSeconds, int downSeconds) {
        var lowest = proposed;
        var highest = proposed;
        for (var one : memory.recommendations()) {
            if (one.isAfter(before(nowMillis, upSeconds))) {
                lowest = Math.min(lowest, one.replicas());
            }
            if (one.isAfter(before(nowMillis, downSeconds))) {
                highest = Math.max(highest, one.replicas());
            }
        }
        return Math.min(Math.max(current, lowest), highest);
    }

    /** The rule without a behavior: the highest recommendation of the window, also on the way up. */
    static int highest(HpaMemory memory, long nowMillis, int proposed, int seconds) {
        var highest = proposed;
        for (var one : memory.recommendations()) {
            if (one.atMillis() >= before(nowMillis, seconds)) {
                highest = Math.max(highest, one.replicas());
            }
        }
        return highest;
    }
}
