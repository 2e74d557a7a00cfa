package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.Sampling;
import java.time.Duration;
import java.util.List;

/**
 * How the source measures; fixed while the controller runs.
 *
 * @param rateWindow over which rates are taken
 * @param staleAfter how old a pod's newest sample may be
 * @param scrapeInterval how often Prometheus scrapes the pods; shorter than the window
 * @param queryTimeout for one attempt at one query
 * @param retryDelays pauses before the second, third, ... attempt at a query; empty = one attempt
 * @param breakerFailures failed measures in a row after which Prometheus is left alone
 * @param breakerOpen for how long
 * @param poolSize connections at most
 * @param allowPlainHttp accept a base URL without TLS
 * @param maxAnswerBytes of one answer, decompressed
 */
public record PrometheusOptions(
        Duration rateWindow,
        Duration staleAfter,
        Duration scrapeInterval,
        Duration queryTimeout,
        List<Duration> retryDelays,
        int breakerFailures,
        Duration breakerOpen,
        int poolSize,
        boolean allowPlainHttp,
        long maxAnswerBytes) {

    /** The documented defaults. */
    public static final PrometheusOptions DEFAULT = new PrometheusOptions(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            List.of(Duration.ofMillis(500), Duration.ofSeconds(2)),
            5,
            Duration.ofSeconds(30),
            4,
            false,
            64L << 20);

    public PrometheusOptions {
        scrapeInterval = new Sampling(rateWindow, staleAfter, scrapeInterval).scrapeInterval();
        positive(queryTimeout, "queryTimeout");
        positive(breakerOpen, "breakerOpen");
        retryDelays = List.copyOf(retryDelays);
        retryDelays.forEach(delay -> positive(delay, "retryDelays"));
        if (breakerFailures < 1 || poolSize < 1 || maxAnswerBytes < 1) {
            throw new IllegalArgumentException("breakerFailures, poolSize and maxAnswerBytes must be >= 1, were "
                    + breakerFailures + ", " + poolSize + ", " + maxAnswerBytes);
        }
    }

    /** How load is sampled. */
    public Sampling sampling() {
        return new Sampling(rateWindow, staleAfter, scrapeInterval);
    }

    public PrometheusOptions withAllowPlainHttp(boolean allow) {
        return new PrometheusOptions(
                rateWindow,
                staleAfter,
                scrapeInterval,
                queryTimeout,
                retryDelays,
                breakerFailures,
                breakerOpen,
                poolSize,
                allow,
                maxAnswerBytes);
    }

    private static void positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than 0, was " + duration);
        }
    }
}
