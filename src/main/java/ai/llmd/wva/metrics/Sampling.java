package ai.llmd.wva.metrics;

import ai.llmd.wva.config.CollectorConfiguration;
import java.time.Duration;

/**
 * How load is sampled over time.
 *
 * @param rateWindow over which rates are taken
 * @param staleAfter how old a pod's newest sample may be
 * @param scrapeInterval between two samples of a pod; at most half the window
 */
public record Sampling(Duration rateWindow, Duration staleAfter, Duration scrapeInterval) {
    public Sampling {
        positive(rateWindow, "rateWindow");
        positive(staleAfter, "staleAfter");
        positive(scrapeInterval, "scrapeInterval");
        if (scrapeInterval.multipliedBy(2).compareTo(rateWindow) > 0) {
            throw new IllegalArgumentException(
                    "rateWindow must hold two scrape intervals of " + scrapeInterval + ", was " + rateWindow);
        }
    }

    /** As the configuration says. */
    public static Sampling of(CollectorConfiguration configuration) {
        return new Sampling(configuration.rateWindow(), configuration.staleAfter(), configuration.scrapeInterval());
    }

    /** {@code count} equal steps back in time. */
    public record Steps(int count, Duration step) {}

    /** The steps between the instants at which arrivals are read. */
    public Steps steps() {
        var window = rateWindow.toMillis();
        var count = Math.max(2, Math.round((double) window / scrapeInterval.toMillis()));
        return new Steps((int) count, Duration.ofMillis(window / count));
    }

    /** The rate window, as far as steps divide it. */
    public Duration window() {
        return steps().step().multipliedBy(steps().count());
    }

    /** How long a pod must have been ready before it certainly has a rate: the window and one scrape interval. */
    public Duration matureAfter() {
        return rateWindow.plus(scrapeInterval);
    }

    /** For how long a pod that left its target still counts. */
    public Duration rememberDeparted() {
        return rateWindow.plus(staleAfter);
    }

    private static void positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than 0, was " + duration);
        }
    }
}
