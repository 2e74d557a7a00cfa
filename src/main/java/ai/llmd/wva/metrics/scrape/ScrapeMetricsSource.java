package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.LoadMeter;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures load by reading the pods of the fleet itself, once per scrape interval, and keeping what they said for a
 * window. What it answers means the same as what comes from Prometheus. A pod that does not answer has no load, which
 * is not a load of zero. May be called from any thread.
 */
public final class ScrapeMetricsSource implements MetricsSource {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeMetricsSource.class);
    private static final String ADVICE =
            "check that its pods serve /metrics and that modelID is the model_name of vLLM";

    private final Vertx vertx;
    private final ScrapeOptions options;
    private final PodPages pages;
    private final Clock clock;
    private final PodReader reader;
    private final LoadMeter meter;
    private final Map<PodAddress, PodHistory> histories = new HashMap<>();
    private final Set<PodAddress> failing = new HashSet<>();
    private final Set<PodAddress> underWay = new HashSet<>();
    private Map<PodAddress, URI> targets = Map.of();
    private volatile Instant lengthsDue = Instant.MIN;
    private final long timer;

    /**
     * A source that reads the pods of the fleet it was last asked about, until it is closed.
     *
     * @param clock tells when a page was read
     */
    public ScrapeMetricsSource(Vertx vertx, ScrapeOptions options, PodPages pages, Clock clock) {
        this.vertx = vertx;
        this.options = options;
        this.pages = pages;
        this.clock = clock;
        this.reader = new PodReader(vertx, options);
        this.meter = new LoadMeter(
                options.sampling(),
                options.series(),
                new EngineNames(options.series().metricPrefix()),
                ADVICE);
        this.timer = vertx.setPeriodic(options.interval().toMillis(), tick -> scrape());
    }

    @Override
    public Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
        return Future.<Void>succeededFuture()
                .compose(go -> {
                    meter.see(fleet, now);
                    aim(fleet, now);
                    return read(this::isNew);
                })
                .compose(read -> vertx.executeBlocking(
                        () -> {
                            var series = series(now);
                            learnLengths(series, now);
                            return meter.measure(fleet.variants().values(), series, List.of(), now);
                        },
                        false))
                .otherwise(failure -> unknown(fleet, failure));
    }

    /** Looks how long requests were each time that all that is kept is new. */
    private void learnLengths(List<RawSeries> series, Instant now) {
        if (!now.isBefore(lengthsDue)) {
            lengthsDue = now.plus(options.sampling().lookBack());
            meter.learnLengths(series, now);
        }
    }

    /** Reads every pod once; completes when each has answered or failed. */
    Future<Void> scrape() {
        return read(pod -> true);
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        reader.close();
        return Future.succeededFuture();
    }

    private synchronized void aim(Fleet fleet, Instant now) {
        var found = new HashMap<PodAddress, URI>();
        for (var variant : fleet.variants().values()) {
            if (variant.target() instanceof TargetState.Found target) {
                for (var pod : target.pods()) {
                    pages.of(variant, pod)
                            .ifPresent(
                                    uri -> found.put(new PodAddress(variant.id().namespace(), pod.name()), uri));
                }
            }
        }
        targets = Map.copyOf(found);
        var limit = now.minus(options.sampling().rememberDeparted());
        histories
                .entrySet()
                .removeIf(history -> !found.containsKey(history.getKey())
                        && history.getValue().endedBefore(limit));
        failing.retainAll(found.keySet());
    }

    private synchronized boolean isNew(PodAddress pod) {
        return !histories.containsKey(pod);
    }

    private synchronized Future<Void> read(Predicate<PodAddress> which) {
        var reads = targets.entrySet().stream()
                .filter(target -> which.test(target.getKey()) && underWay.add(target.getKey()))
                .map(target -> read(target.getKey(), target.getValue()))
                .toList();
        return Future.join(reads).mapEmpty();
    }

    private Future<Void> read(PodAddress pod, URI uri) {
        return reader.read(uri)
                .onSuccess(page -> answered(pod))
                .onFailure(failure -> failed(pod, uri, failure))
                .map(Optional::of)
                .otherwise(Optional.empty())
                .onSuccess(page -> add(pod, page))
                .mapEmpty();
    }

    private synchronized void add(PodAddress pod, Optional<List<MetricSample>> page) {
        underWay.remove(pod);
        if (targets.containsKey(pod)) {
            var history = histories.computeIfAbsent(
                    pod,
                    added -> new PodHistory(
                            pod, options.series(), options.sampling().lookBack()));
            var at = clock.instant();
            page.ifPresentOrElse(samples -> history.add(at, samples), () -> history.addFailure(at));
        }
    }

    private synchronized List<RawSeries> series(Instant now) {
        return histories.values().stream()
                .flatMap(history -> history.series(now).stream())
                .toList();
    }

    private synchronized void answered(PodAddress pod) {
        if (failing.remove(pod)) {
            LOG.atInfo().addKeyValue("pod", pod.pod()).log("pod answers again");
        }
    }

    /** Once for each time that a pod falls silent. */
    private synchronized void failed(PodAddress pod, URI uri, Throwable failure) {
        if (failing.add(pod)) {
            LOG.atWarn()
                    .addKeyValue("pod", pod.pod())
                    .addKeyValue("uri", uri)
                    .addKeyValue("error", failure.toString())
                    .log("cannot read the metrics of a pod");
        }
    }

    private static SortedMap<VariantId, Measurement> unknown(Fleet fleet, Throwable failure) {
        LOG.atError().setCause(failure).log("a measurement failed unexpectedly");
        var measurements = new TreeMap<VariantId, Measurement>();
        fleet.variants()
                .forEach((id, variant) -> measurements.put(
                        id,
                        LoadMeter.missing(variant)
                                .orElseGet(() -> new Unknown(
                                        Cause.MISSING, "the pods' metrics cannot be read: " + failure.getMessage()))));
        return Collections.unmodifiableSortedMap(measurements);
    }
}
