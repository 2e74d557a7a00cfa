package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.LoadMeter;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.prometheus.Pages.Page;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One measure: page after page of the fleet is asked about, and measured while the next one is asked about, so that
 * what is in memory is two pages whatever the fleet is. A page that fails leaves the others alone; after two of them in
 * a row the rest is not asked about.
 */
final class Survey {
    /** Pods that are asked about by name. */
    private static final int MAX_UNSEEN = 50;

    private static final int MAX_FAILURES = 2;
    private static final String UNKNOWN_GATEWAYS = "cannot query the requests that wait in gateways";

    private final Vertx vertx;
    private final Pages pages;
    private final Queries queries;
    private final LoadMeter meter;
    private final Attempts attempts;
    private final Meters meters;
    private final Diagnosis diagnosis;
    private final Consumer<Collection<RawSeries>> onSeries;
    /** When lengths are asked for again. Surveys follow one another. */
    private volatile Instant lengthsDue = Instant.MIN;

    /**
     * A survey by these options.
     *
     * @param onSeries given the series of each page, on a worker
     */
    Survey(
            Vertx vertx,
            CollectorConfiguration options,
            EngineNames names,
            LoadMeter meter,
            Meters meters,
            Consumer<Collection<RawSeries>> onSeries) {
        this.onSeries = onSeries;
        this.vertx = vertx;
        this.pages = new Pages(options.series());
        this.queries = new Queries(options.sampling(), options.series(), names);
        this.meter = meter;
        this.attempts = new Attempts(vertx, options.retryDelays());
        this.meters = meters;
        this.diagnosis = new Diagnosis(options.series(), names);
    }

    /**
     * What came of a measure.
     *
     * @param measurements of the variants that could be asked about
     * @param failure why others could not
     */
    record Result(SortedMap<VariantId, Measurement> measurements, Optional<Throwable> failure) {}

    /** The running requests in a namespace by pod, whatever their metric is called. */
    Future<List<RawSeries>> running(PrometheusClient client, Access access, String namespace, Instant now) {
        return ask(client, access, queries.running(namespace, now)).map(QueryAnswer::series);
    }

    /** Variants of the fleet that requests wait for in gateways of these namespaces; asked once. */
    Future<SortedSet<VariantId>> awaited(
            PrometheusClient client, Access access, Fleet fleet, SortedSet<String> namespaces, Instant now) {
        return queries.waiting(namespaces, now)
                .map(query -> askOnce(client, access, query).map(answer -> meter.awaited(fleet, answer.series(), now)))
                .orElseGet(() -> Future.succeededFuture(Collections.emptySortedSet()));
    }

    private Future<QueryAnswer> ask(PrometheusClient client, Access access, Query query) {
        return attempts.of(query.name(), () -> askOnce(client, access, query));
    }

    private Future<QueryAnswer> askOnce(PrometheusClient client, Access access, Query query) {
        var timing = meters.start();
        return client.query(query, access)
                .onSuccess(answer -> meters.succeeded(timing))
                .onFailure(refused -> meters.failed(timing));
    }

    /** All pages, one after the other. */
    Future<Result> of(PrometheusClient client, Access access, Fleet fleet, Instant now) {
        var run = new Run(client, access, fleet, now);
        var all = pages.of(fleet);
        return run.lengths(all)
                .compose(done -> run.next(all.iterator(), 0, Future.succeededFuture()))
                .compose(done -> run.gateways())
                .compose(done -> run.diagnosed());
    }

    private final class Run {
        private final PrometheusClient client;
        private final Access access;
        private final Fleet fleet;
        private final Instant now;
        private SortedMap<VariantId, Measurement> measurements = new TreeMap<>();
        private Optional<Throwable> failure = Optional.empty();

        Run(PrometheusClient client, Access access, Fleet fleet, Instant now) {
            this.client = client;
            this.access = access;
            this.fleet = fleet;
            this.now = now;
        }

        /**
         * Asks about the pages that are left.
         *
         * @param before completes when the page before is measured; never fails
         */
        Future<Void> next(Iterator<Page> rest, int failures, Future<Void> before) {
            if (!rest.hasNext() || failures == MAX_FAILURES) {
                return before;
            }
            var page = rest.next();
            return answers(page).transform(answered -> {
                if (answered.failed()) {
                    failure = failure.or(() -> Optional.of(answered.cause()));
                    return next(rest, failures + 1, before);
                }
                var measured = measured(page, answered.result(), before);
                return before.compose(done -> next(rest, 0, measured));
            });
        }

        /**
         * Asks how long requests were, now and then, since that takes a store longer than all else: before the first
         * measure, so that a new leader decides as the one before it did. What is not told is asked the next time.
         */
        Future<Void> lengths(List<Page> all) {
            if (now.isBefore(lengthsDue)) {
                return Future.succeededFuture();
            }
            lengthsDue = now.plus(Queries.LENGTHS_EVERY);
            Future<Void> asked = Future.succeededFuture();
            for (var page : all) {
                asked = asked.compose(done -> lengths(page));
            }
            return asked.otherwiseEmpty();
        }

        private Future<Void> lengths(Page page) {
            return Future.join(lengths(page, true), lengths(page, false)).mapEmpty();
        }

        private Future<Void> lengths(Page page, boolean ofPrompts) {
            return askOnce(client, access, queries.lengths(page, ofPrompts, now))
                    .compose(answer -> vertx.executeBlocking(
                            () -> {
                                meter.learnLengths(answer.series(), ofPrompts, now);
                                return null;
                            },
                            false));
        }

        /** Adds what waits in gateways. Where nobody tells, no variant is known to need less than it has. */
        Future<Void> gateways() {
            var namespaces = new TreeSet<String>();
            measurements.keySet().forEach(id -> namespaces.add(id.namespace()));
            var query = namespaces.isEmpty() ? Optional.<Query>empty() : queries.gateways(namespaces, now);
            if (query.isEmpty()) {
                return Future.succeededFuture();
            }
            return ask(query.get()).transform(answer -> {
                var added = answer.succeeded()
                        ? meter.withGateways(
                                fleet, measurements, answer.result().series(), now)
                        : LoadMeter.warned(measurements, UNKNOWN_GATEWAYS);
                measurements = new TreeMap<>(added);
                return Future.succeededFuture();
            });
        }

        /**
         * Measures a page after the one before. The future knows nothing of the answers: it is remembered to the end of
         * the survey, and they must not be.
         */
        private Future<Void> measured(Page page, List<QueryAnswer> answers, Future<Void> before) {
            Promise<Void> measured = Promise.promise();
            before.onComplete(done -> measured(page, answers).onComplete(measured));
            return measured.future();
        }

        private Future<Void> measured(Page page, List<QueryAnswer> answers) {
            return vertx.executeBlocking(() -> measurements(page, answers), false)
                    .transform(measured -> {
                        if (measured.succeeded()) {
                            measurements.putAll(measured.result());
                        } else {
                            failure = failure.or(() -> Optional.of(measured.cause()));
                        }
                        return Future.succeededFuture();
                    });
        }

        private Future<List<QueryAnswer>> answers(Page page) {
            var asked = new ArrayList<>(queries.of(page, now));
            var unseen = meter.unseen(page.variants());
            if (!unseen.isEmpty() && unseen.size() <= MAX_UNSEEN) {
                asked.add(queries.up(page.namespaces(), unseen, now));
            }
            return all(asked);
        }

        private SortedMap<VariantId, Measurement> measurements(Page page, List<QueryAnswer> answers) {
            var series = new ArrayList<RawSeries>();
            var warnings = new TreeSet<String>();
            for (var answer : answers) {
                series.addAll(answer.series());
                warnings.addAll(answer.warnings());
            }
            onSeries.accept(series);
            return meter.measure(page.variants(), series, warnings, now);
        }

        private Future<List<QueryAnswer>> all(Collection<Query> questions) {
            var answers = questions.stream().map(this::ask).toList();
            return Future.join(answers)
                    .map(joined -> answers.stream().map(Future::result).toList());
        }

        private Future<QueryAnswer> ask(Query query) {
            return Survey.this.ask(client, access, query);
        }

        /** Variants without any series are told what there is instead; that this cannot be found out is no failure. */
        Future<Result> diagnosed() {
            var absent = new TreeSet<String>();
            measurements.forEach((id, measurement) -> {
                if (isAbsent(measurement)) {
                    absent.add(id.namespace());
                }
            });
            if (absent.isEmpty()) {
                return Future.succeededFuture(new Result(measurements, failure));
            }
            return found(absent).otherwise(List.of()).map(found -> {
                measurements.replaceAll((id, measurement) -> isAbsent(measurement)
                        ? diagnosis.of(fleet.variants().get(id), (Unknown) measurement, found)
                        : measurement);
                return new Result(measurements, failure);
            });
        }

        private Future<List<RawSeries>> found(SortedSet<String> namespaces) {
            return ask(queries.found(namespaces, now))
                    .compose(there -> there.series().isEmpty()
                            ? ask(queries.anywhere(now)).map(QueryAnswer::series)
                            : Future.succeededFuture(there.series()));
        }
    }

    private static boolean isAbsent(Measurement measurement) {
        return measurement instanceof Unknown unknown && unknown.cause() == Cause.ABSENT;
    }
}
