package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.LoadMeter;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Measures load by what Prometheus has scraped from the servers. Follows the settings in force and the files they name;
 * remembers pods from one measure to the next. May be called from any thread.
 */
public final class PrometheusMetricsSource implements MetricsSource {
    private static final String ADVICE =
            "check that a ServiceMonitor selects its pods and that modelID is the model_name of vLLM";

    private final Vertx vertx;
    private final CollectorConfiguration options;
    private final Live<PrometheusSettings> settings;
    private final Survey survey;
    private final Breaker breaker;
    private final Meters meters;
    private final FailureLog failures = new FailureLog();
    private final Connection connection;
    private final LoadMeter meter;
    private Runnable listener = () -> {};

    /**
     * A source that has not connected yet.
     *
     * @param settings asked before each measure
     * @param registry where it counts queries
     * @param clock for the circuit breaker; measures have their own instant
     */
    public PrometheusMetricsSource(
            Vertx vertx,
            CollectorConfiguration options,
            Live<PrometheusSettings> settings,
            MeterRegistry registry,
            Clock clock) {
        this(vertx, options, settings, registry, clock, series -> {});
    }

    /**
     * A source that shows what it measures with.
     *
     * @param onSeries given the stored series behind each part of a measure, on a worker
     */
    public PrometheusMetricsSource(
            Vertx vertx,
            CollectorConfiguration options,
            Live<PrometheusSettings> settings,
            MeterRegistry registry,
            Clock clock,
            Consumer<Collection<RawSeries>> onSeries) {
        this.vertx = vertx;
        this.options = options;
        this.settings = settings;
        this.breaker = new Breaker(options, clock);
        this.meters = new Meters(registry, breaker);
        this.connection = new Connection(vertx, options, breaker);
        var names = new EngineNames(options.series().metricPrefix());
        this.meter = new LoadMeter(options.sampling(), options.series(), names, ADVICE);
        this.survey = new Survey(vertx, options, names, meter, meters, onSeries);
    }

    @Override
    public Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
        if (fleet.variants().isEmpty()) {
            return Future.succeededFuture(Collections.emptySortedMap());
        }
        meter.see(fleet, now);
        return access(fleet, now).otherwise(failure -> unknown(fleet, failure));
    }

    @Override
    public Future<SortedSet<VariantId>> awaited(Fleet fleet, SortedSet<VariantId> asleep, Instant now) {
        if (asleep.isEmpty() || breaker.state() != 0) {
            return Future.succeededFuture(Collections.emptySortedSet());
        }
        var namespaces = new TreeSet<String>();
        asleep.forEach(id -> namespaces.add(id.namespace()));
        return reach((client, access) -> survey.awaited(client, access, fleet, namespaces, now))
                .map(awaited -> {
                    var woken = new TreeSet<>(awaited);
                    woken.retainAll(asleep);
                    return Collections.unmodifiableSortedSet(woken);
                });
    }

    @Override
    public synchronized void onChange(Runnable newest) {
        settings.forget(listener);
        listener = newest;
        settings.onChange(newest);
    }

    @Override
    public Future<Void> close() {
        synchronized (this) {
            settings.forget(listener);
        }
        meters.close();
        return connection.close();
    }

    private Future<SortedMap<VariantId, Measurement>> access(Fleet fleet, Instant now) {
        return reach((client, access) -> ask(client, access, fleet, now));
    }

    private <T> Future<T> reach(BiFunction<PrometheusClient, Access, Future<T>> work) {
        var reach = settings.get();
        return vertx.executeBlocking(() -> AccessReader.read(reach, options), false)
                .recover(failure -> Future.failedFuture(unprepared(failure, reach)))
                .compose(access -> connection.with(access.endpoint(), client -> work.apply(client, access)));
    }

    /**
     * The running requests that there are in a namespace, a series for each pod, whatever their metric is called. Fails
     * with a message for people.
     */
    public Future<List<RawSeries>> running(String namespace, Instant now) {
        return reach((client, access) -> survey.running(client, access, namespace, now)
                .recover(failure -> Future.failedFuture(
                        asQueryFailure(failure).of(subject(access.endpoint().host())))));
    }

    private Future<SortedMap<VariantId, Measurement>> ask(
            PrometheusClient client, Access access, Fleet fleet, Instant now) {
        var refusal = breaker.refusal();
        var subject = subject(access.endpoint().host());
        if (refusal.isPresent()) {
            return Future.failedFuture(QueryFailure.lasting(subject + " " + refusal.get()));
        }
        // whatever happens from here on, even an exception, must be told to the breaker, or it lets nobody through
        // again
        return Future.succeededFuture()
                .compose(go -> survey.of(client, access, fleet, now))
                .transform(surveyed -> {
                    if (surveyed.failed()) {
                        var failure = asQueryFailure(surveyed.cause());
                        breaker.failed(failure);
                        return Future.failedFuture(failure.of(subject));
                    }
                    var failure = surveyed.result().failure().map(PrometheusMetricsSource::asQueryFailure);
                    failure.ifPresentOrElse(breaker::failed, this::answered);
                    var measurements = new TreeMap<>(surveyed.result().measurements());
                    failure.ifPresent(some -> fill(measurements, fleet, some.of(subject)));
                    return Future.succeededFuture(Collections.unmodifiableSortedMap(measurements));
                });
    }

    private void answered() {
        breaker.succeeded();
        failures.succeeded();
    }

    /** Variants whose part of the survey failed are unknown for that reason. */
    private void fill(Map<VariantId, Measurement> measurements, Fleet fleet, QueryFailure failure) {
        unknown(fleet, failure).forEach(measurements::putIfAbsent);
    }

    private SortedMap<VariantId, Measurement> unknown(Fleet fleet, Throwable failure) {
        if (failure instanceof QueryFailure) {
            failures.failed(failure.getMessage(), fleet.variants().size());
        } else {
            failures.failed(failure);
        }
        var message = failure instanceof QueryFailure ? failure.getMessage() : failure.toString();
        var measurements = new TreeMap<VariantId, Measurement>();
        fleet.variants()
                .forEach((id, variant) -> measurements.put(
                        id, LoadMeter.missing(variant).orElseGet(() -> new Unknown(Cause.PROMETHEUS_ERROR, message))));
        return Collections.unmodifiableSortedMap(measurements);
    }

    private static QueryFailure unprepared(Throwable failure, PrometheusSettings settings) {
        return asQueryFailure(failure).of(subject(AccessReader.hostOf(settings)) + " is not asked:");
    }

    private static QueryFailure asQueryFailure(Throwable failure) {
        return failure instanceof QueryFailure query ? query : QueryFailure.lasting("cannot be asked: " + failure);
    }

    private static String subject(String host) {
        return host.isEmpty() ? "Prometheus" : "Prometheus at " + host;
    }
}
