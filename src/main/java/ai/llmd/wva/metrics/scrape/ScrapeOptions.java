package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.metrics.Sampling;
import java.time.Duration;

/**
 * How pods are read.
 *
 * @param sampling how often, and over which window rates are taken
 * @param timeout for one page of one pod
 * @param poolSize connections at most
 * @param maxPageBytes of one page
 */
public record ScrapeOptions(Sampling sampling, Duration timeout, int poolSize, int maxPageBytes) {
    private static final int POOL_SIZE = 64;
    private static final int MAX_PAGE_BYTES = 8 << 20;

    public ScrapeOptions {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be longer than 0, was " + timeout);
        }
        if (poolSize < 1 || maxPageBytes < 1) {
            throw new IllegalArgumentException(
                    "poolSize and maxPageBytes must be >= 1, were " + poolSize + ", " + maxPageBytes);
        }
    }

    /** The usual limits; a pod that does not answer within a scrape interval misses that scrape. */
    public static ScrapeOptions of(Sampling sampling) {
        return new ScrapeOptions(sampling, sampling.scrapeInterval(), POOL_SIZE, MAX_PAGE_BYTES);
    }
}
