package ai.llmd.wva.config;

import ai.llmd.wva.signals.Sampling;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measuring load in Prometheus.
 *
 * @param rateWindow over which rates and means are taken
 * @param staleAfter the age from which a measurement counts no more
 * @param scrapeInterval at which Prometheus reads the pods; empty = found from the samples
 * @param stuckAfter how long nothing may move in a pod that holds requests
 * @param series how the series are named
 * @param queryTimeout of one attempt of one query
 * @param retryDelays the pause before each further attempt; empty = one attempt only
 * @param breakerFailures failures in a row after which queries stop
 * @param breakerOpen how long they stop
 * @param wakeInterval between two looks at what waits in gateways for variants without replicas
 * @param poolSize connections to Prometheus
 * @param allowPlainHttp whether a Prometheus URL may be http://
 * @param headers sent with every query, by name
 * @param queryParameters in the URL of every query, by name
 * @param maxUrlBytes the longest URL to ask with where only GET is allowed, in bytes
 */
public record CollectorConfiguration(
        Duration rateWindow,
        Duration staleAfter,
        Optional<Duration> scrapeInterval,
        Duration stuckAfter,
        SeriesConfiguration series,
        Duration queryTimeout,
        List<Duration> retryDelays,
        int breakerFailures,
        Duration breakerOpen,
        Duration wakeInterval,
        int poolSize,
        boolean allowPlainHttp,
        SortedMap<String, HiddenText> headers,
        SortedMap<String, HiddenText> queryParameters,
        int maxUrlBytes) {

    public CollectorConfiguration {
        retryDelays = List.copyOf(retryDelays);
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        queryParameters = Collections.unmodifiableSortedMap(new TreeMap<>(queryParameters));
    }

    public static CollectorConfiguration defaults() {
        return new CollectorConfiguration(
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Optional.empty(),
                Duration.ofMinutes(2),
                SeriesConfiguration.defaults(),
                Duration.ofSeconds(10),
                List.of(Duration.ofMillis(500), Duration.ofSeconds(2)),
                5,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                4,
                false,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                8192);
    }

    /** The same, for a Prometheus URL that may be http://. */
    public CollectorConfiguration allowingPlainHttp() {
        return new CollectorConfiguration(
                rateWindow,
                staleAfter,
                scrapeInterval,
                stuckAfter,
                series,
                queryTimeout,
                retryDelays,
                breakerFailures,
                breakerOpen,
                wakeInterval,
                poolSize,
                true,
                headers,
                queryParameters,
                maxUrlBytes);
    }

    /** How load is sampled. */
    public Sampling sampling() {
        return new Sampling(rateWindow, staleAfter, scrapeInterval, stuckAfter);
    }
}
