package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.signals.Sampling;
import java.time.Duration;

/**
 * How pods are read.
 *
 * @param sampling over which window rates are taken
 * @param series how their series are named
 * @param interval between two readings of a pod
 * @param timeout for one page of one pod
 * @param poolSize connections at most
 * @param maxPageBytes of one page
 */
public record ScrapeOptions(
        Sampling sampling,
        SeriesConfiguration series,
        Duration interval,
        Duration timeout,
        int poolSize,
        int maxPageBytes) {
    private static final int POOL_SIZE = 64;
    private static final int MAX_PAGE_BYTES = 8 << 20;

    public ScrapeOptions {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be longer than 0, was " + interval);
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be longer than 0, was " + timeout);
        }
        if (poolSize < 1 || maxPageBytes < 1) {
            throw new IllegalArgumentException(
                    "poolSize and maxPageBytes must be >= 1, were " + poolSize + ", " + maxPageBytes);
        }
    }

    /** The usual limits; a pod that does not answer within a scrape interval misses that scrape. */
    public static ScrapeOptions of(Sampling sampling, Duration interval) {
        return new ScrapeOptions(
                sampling, SeriesConfiguration.defaults(), interval, interval, POOL_SIZE, MAX_PAGE_BYTES);
    }
}
