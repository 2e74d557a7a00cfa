package ai.llmd.wva.signals;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is remembered of a variant from one measure to the next.
 *
 * @param completions its engine was seen to count them
 * @param newest when it was last sampled
 * @param seenPods pods, of those it has, that ever had a series
 * @param stillSince since when nothing moves in a pod that holds requests
 * @param highest the highest rate that was believed lately
 * @param doubt a rate that nothing explains, to be looked at again
 * @param caches what prefix caches were good for
 */
record Recollection(
        boolean completions,
        Optional<Instant> newest,
        SortedSet<String> seenPods,
        SortedMap<String, Instant> stillSince,
        Optional<Rate> highest,
        Optional<Rate> doubt,
        Optional<Caches> caches) {

    static final Recollection NONE = new Recollection(
            false,
            Optional.empty(),
            Collections.emptySortedSet(),
            Collections.emptySortedMap(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Requests per second, first seen then. */
    record Rate(Instant since, double perSecond) {}

    /** Of the last minutes, up to then. */
    record Caches(Instant at, CacheUse use) {}

    Recollection {
        seenPods = Collections.unmodifiableSortedSet(new TreeSet<>(seenPods));
        stillSince = Collections.unmodifiableSortedMap(new TreeMap<>(stillSince));
    }

    Recollection withCompletions() {
        return new Recollection(true, newest, seenPods, stillSince, highest, doubt, caches);
    }

    Recollection withNewest(Instant at) {
        var later = newest.isPresent() && newest.get().isAfter(at) ? newest : Optional.of(at);
        return new Recollection(completions, later, seenPods, stillSince, highest, doubt, caches);
    }

    /** With pods that have series, and without those that the variant has no more. */
    Recollection withSeen(Set<String> pods, Set<String> present) {
        var seen = new TreeSet<>(seenPods);
        seen.addAll(pods);
        seen.retainAll(present);
        return new Recollection(completions, newest, seen, stillSince, highest, doubt, caches);
    }

    Recollection withStill(SortedMap<String, Instant> since) {
        return new Recollection(completions, newest, seenPods, since, highest, doubt, caches);
    }

    Recollection believing(Rate rate) {
        return new Recollection(completions, newest, seenPods, stillSince, Optional.of(rate), Optional.empty(), caches);
    }

    Recollection doubting(Rate rate) {
        return new Recollection(completions, newest, seenPods, stillSince, highest, Optional.of(rate), caches);
    }

    /** With what the caches of the window now were good for. */
    Recollection withCaches(CacheUse use, Instant now) {
        var pooled = caches.map(before -> use.after(before.use(), Duration.between(before.at(), now)))
                .orElse(use);
        return new Recollection(
                completions, newest, seenPods, stillSince, highest, doubt, Optional.of(new Caches(now, pooled)));
    }
}
