package ai.llmd.wva.signals;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds pods that hold requests and do not get on with them. */
final class Stillness {
    private static final List<Signal> PROGRESS =
            List.of(Signal.GENERATED_TOKENS, Signal.FINISHED, Signal.STARTED, Signal.PROMPT_TOKENS);

    /** Where tokens are not counted, a long request looks like none: it is given so many times as long. */
    private static final int PATIENCE_WITHOUT_TOKENS = 5;

    private Stillness() {}

    /**
     * Since when nothing has moved in a pod with these servers; empty while something does or nothing is in it.
     *
     * @param known what was found before: it stands while nothing was seen to move since
     */
    static Optional<Instant> since(Collection<Readings> servers, Optional<Instant> known) {
        var since = Long.MIN_VALUE;
        var begun = Long.MIN_VALUE;
        for (var readings : servers) {
            if (readings.inSystem(readings.last()) == 0) {
                continue;
            }
            int first = firstStill(readings);
            if (first == readings.last()) {
                return Optional.empty();
            }
            since = Math.max(since, readings.at(first));
            if (first > 0) {
                begun = Math.max(begun, readings.at(first));
            }
        }
        if (since == Long.MIN_VALUE) {
            return Optional.empty();
        }
        long before = known.map(Instant::toEpochMilli).orElse(since);
        return Optional.of(Instant.ofEpochMilli(before >= begun ? Math.min(before, since) : since));
    }

    /** Whether that is longer than any request without a sign of life takes. */
    static boolean isStuck(Instant since, Instant now, Collection<Readings> servers, Duration stuckAfter) {
        var limit = servers.stream().allMatch(server -> server.process().has(Signal.GENERATED_TOKENS))
                ? stuckAfter
                : stuckAfter.multipliedBy(PATIENCE_WITHOUT_TOKENS);
        return Duration.between(since, now).compareTo(limit) >= 0;
    }

    /** The reading since which nothing has moved; the last one if something just did. */
    private static int firstStill(Readings readings) {
        var i = readings.last();
        while (i > 0 && readings.inSystem(i - 1) > 0 && !moved(readings, readings.at(i - 1), readings.at(i))) {
            i--;
        }
        return i;
    }

    private static boolean moved(Readings readings, long from, long to) {
        var counted = false;
        for (var signal : PROGRESS) {
            var parts = readings.process().of(signal);
            counted |= !parts.isEmpty();
            if (Growth.valueAt(parts, from) != Growth.valueAt(parts, to)) {
                return true;
            }
        }
        return !counted; // nothing that could stand still is told
    }
}
