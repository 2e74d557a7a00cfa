package ai.llmd.wva.model;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What was done about a plan: published when the last of it is done, or was skipped for a newer plan.
 *
 * @param cycle of the plan
 * @param begun when the first status or Event was due; the series were shown before
 * @param ended when the last of them was answered
 * @param variants one for each variant of the plan
 */
public record Applied(long cycle, Instant begun, Instant ended, SortedMap<VariantId, ToVariant> variants) {
    public Applied {
        variants = Checks.sorted(variants);
        if (ended.isBefore(begun)) {
            throw new IllegalArgumentException("it ended at " + ended + ", before it began at " + begun);
        }
    }

    /**
     * What was done about one decision.
     *
     * @param shownReplicas the desired replicas that autoscalers can read; empty while no series is shown: a new leader
     *     waits at first, some decisions have no number, and others are only told
     * @param status what became of the status
     * @param events Events recorded for it in this cycle; one that repeats the last is not recorded again for a while
     */
    public record ToVariant(OptionalInt shownReplicas, StatusWrite status, List<EventKind> events) {
        public ToVariant {
            events = List.copyOf(events);
        }
    }

    /** How many statuses ended that way. */
    public long count(StatusWrite status) {
        return variants.values().stream().filter(one -> one.status() == status).count();
    }
}
