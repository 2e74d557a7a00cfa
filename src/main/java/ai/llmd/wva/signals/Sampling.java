package ai.llmd.wva.signals;

import java.time.Duration;
import java.util.Optional;

/**
 * How load is sampled over time.
 *
 * @param rateWindow over which rates are taken; longer where samples are rarer than that
 * @param staleAfter how old a pod's newest sample may be
 * @param scrapeInterval between two samples of a pod; empty = found from the samples
 * @param stuckAfter how long nothing may move in a pod that holds requests
 */
public record Sampling(
        Duration rateWindow, Duration staleAfter, Optional<Duration> scrapeInterval, Duration stuckAfter) {
    /** What is assumed of a variant that has no two samples. */
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(15);

    public Sampling {
        positive(rateWindow, "rateWindow");
        positive(staleAfter, "staleAfter");
        positive(stuckAfter, "stuckAfter");
        scrapeInterval.ifPresent(interval -> positive(interval, "scrapeInterval"));
        if (scrapeInterval.isPresent()
                && scrapeInterval.get().multipliedBy(2).compareTo(rateWindow.plus(staleAfter)) > 0) {
            throw new IllegalArgumentException("rateWindow and staleAfter together must hold two scrape intervals of "
                    + scrapeInterval.get() + ", were " + rateWindow + " and " + staleAfter);
        }
    }

    /** How far back samples are needed: a window that ends with a sample which is only just not stale. */
    public Duration lookBack() {
        return rateWindow.plus(staleAfter);
    }

    /** How long a pod must have been ready before it certainly has a rate: the window and one scrape interval. */
    public Duration matureAfter(Duration interval) {
        return (interval.compareTo(rateWindow) > 0 ? interval : rateWindow).plus(interval);
    }

    /** For how long a pod that left its target still counts. */
    public Duration rememberDeparted() {
        return lookBack();
    }

    private static void positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than 0, was " + duration);
        }
    }
}
