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

    /** Since when nothing has moved in a pod with these servers; empty while something does or nothing is in it. */
    static Optional<Instant> since(Collection<Readings> servers, Optional<Instant> known) {
        var since = Long.MAX_VALUE;
        for (var readings : servers) {
            if (readings.inSystem(readings.last()) == 0) {
                continue;
            }
            var still = since(readings);
            if (still == readings.at(readings.last())) {
                return Optional.empty();
            }
            since = Math.min(since, still);
        }
        if (since == Long.MAX_VALUE) {
            return Optional.empty();
        }
        var first = Instant.ofEpochMilli(since);
        return known.isPresent() && known.get().isBefore(first) ? known : Optional.of(first);
    }

    /** Whether that is longer than any request without a sign of life takes. */
    static boolean isStuck(Instant since, Instant now, Collection<Readings> servers, Duration stuckAfter) {
        var limit = servers.stream().allMatch(server -> server.process().has(Signal.GENERATED_TOKENS))
                ? stuckAfter
                : stuckAfter.multipliedBy(PATIENCE_WITHOUT_TOKENS);
        return Duration.between(since, now).compareTo(limit) >= 0;
    }

    private static long since(Readings readings) {
        var i = readings.last();
        while (i > 0 && readings.inSystem(i - 1) > 0 && !moved(readings, readings.at(i - 1), readings.at(i))) {
            i--;
        }
        return readings.at(i);
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
