package ai.llmd.wva.planning;

import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long the last pods of a variant took from their creation until they were ready: what a replica that is asked for
 * now is late by. Immutable.
 *
 * @param seenUntil the last time at which a pod became ready; empty before the first
 * @param millis of each pod, the oldest first
 */
public record StartTimes(Optional<Instant> seenUntil, List<Long> millis) {
    /** None was seen. */
    public static final StartTimes NONE = new StartTimes(Optional.empty(), List.of());

    /** Until one has started: an engine that loads a model. */
    static final Duration UNKNOWN = Duration.ofMinutes(2);

    /** As many tell a tail of one in ten. */
    private static final int MOST = 10;

    /** A pod that is ready so late was so before, or waited for something that the next one will not wait for. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final double QUANTILE = 0.9;

    public StartTimes {
        millis = List.copyOf(millis);
    }

    /** With the pods that became ready since. */
    StartTimes with(TargetState target) {
        if (!(target instanceof TargetState.Found found)) {
            return this;
        }
        var started = new ArrayList<PodInfo>(0);
        for (var pod : found.pods()) {
            if (pod.ready() && isNew(pod.readySince().orElseThrow())) {
                started.add(pod);
            }
        }
        if (started.isEmpty()) {
            return this;
        }
        started.sort(Comparator.comparing((PodInfo pod) -> pod.readySince().orElseThrow())
                .thenComparing(PodInfo::name));
        var all = new ArrayList<>(millis);
        for (var pod : started) {
            pod.created()
                    .map(created -> Duration.between(created, pod.readySince().orElseThrow()))
                    .filter(took -> !took.isNegative() && took.compareTo(LONGEST) <= 0)
                    .ifPresent(took -> all.add(took.toMillis()));
        }
        return new StartTimes(
                started.get(started.size() - 1).readySince(), all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    private boolean isNew(Instant ready) {
        return seenUntil.isEmpty() || ready.isAfter(seenUntil.get());
    }

    /** What nine in ten took at most; empty before the first. */
    Optional<Duration> usual() {
        if (millis.isEmpty()) {
            return Optional.empty();
        }
        var sorted = millis.stream().sorted().toList();
        return Optional.of(Duration.ofMillis(sorted.get((int) Math.ceil(QUANTILE * sorted.size()) - 1)));
    }
}
