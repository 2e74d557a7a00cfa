package ai.llmd.wva.hpa;

import java.util.ArrayList;
import java.util.List;

/**
 * What the controller carries from one look at an autoscaler to the next.
 *
 * @param recommendations what metrics asked for, before windows and policies
 * @param added replicas that the autoscaler added, and when
 * @param removed replicas that it took away, and when
 * @param scaledToZero whether it was this autoscaler that went to zero last, and not somebody by hand
 */
public record HpaMemory(
        List<TimedReplicas> recommendations,
        List<TimedReplicas> added,
        List<TimedReplicas> removed,
        boolean scaledToZero) {
    /** Of an autoscaler that was never looked at. */
    public static final HpaMemory EMPTY = new HpaMemory(List.of(), List.of(), List.of(), false);

    public HpaMemory {
        recommendations = List.copyOf(recommendations);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** The replicas there are at the first look count as recommended. */
    HpaMemory begun(long nowMillis, int replicas) {
        return recommendations.isEmpty()
                ? new HpaMemory(List.of(new TimedReplicas(nowMillis, replicas)), added, removed, scaledToZero)
                : this;
    }

    /** With one more recommendation; it may take the place of one made before {@code oldestMillis}. */
    HpaMemory recommended(long nowMillis, int replicas, long oldestMillis) {
        var newest = new TimedReplicas(nowMillis, replicas);
        return new HpaMemory(with(recommendations, newest, oldestMillis), added, removed, scaledToZero);
    }

    /** With replicas added, or taken away if fewer than 0; it may take the place of an event as old as that. */
    HpaMemory changed(long nowMillis, int change, long oldestMillis) {
        var event = new TimedReplicas(nowMillis, Math.abs(change));
        return change > 0
                ? new HpaMemory(recommendations, with(added, event, oldestMillis), removed, scaledToZero)
                : new HpaMemory(recommendations, added, with(removed, event, oldestMillis), scaledToZero);
    }

    HpaMemory withScaledToZero(boolean whether) {
        return new HpaMemory(recommendations, added, removed, whether);
    }

    /** The replicas added, less those taken away, after a time. */
    int changeAfter(long millis) {
        return sumAfter(added, millis) - sumAfter(removed, millis);
    }

    private static int sumAfter(List<TimedReplicas> events, long millis) {
        var sum = 0;
        for (var event : events) {
            if (event.isAfter(millis)) {
                sum += event.replicas();
            }
        }
        return sum;
    }

    /**
     * Takes the place of one that is too old, the last of them, as the controller does: the others stay, and still
     * count for a policy of the other direction whose period is longer.
     */
    private static List<TimedReplicas> with(List<TimedReplicas> before, TimedReplicas next, long oldestMillis) {
        var all = new ArrayList<>(before);
        for (var i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).atMillis() < oldestMillis) {
                all.set(i, next);
                return all;
            }
        }
        all.add(next);
        return all;
    }
}
