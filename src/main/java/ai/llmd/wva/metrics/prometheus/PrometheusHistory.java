package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.RawSeries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Prometheus has kept of the servers of a model. */
public final class PrometheusHistory {
    private final Vertx vertx;
    private final CollectorConfiguration options;
    private final PrometheusSettings settings;
    private final EngineNames names;

    /**
     * A history that nothing was asked of.
     *
     * @param names what the servers' metrics are called; the options' own prefix does not count
     */
    public PrometheusHistory(
            Vertx vertx, CollectorConfiguration options, PrometheusSettings settings, EngineNames names) {
        this.vertx = vertx;
        this.options = options;
        this.settings = settings;
        this.names = names;
    }

    /**
     * The series of the servers of a model, read at {@code count + 1} equally spaced instants. Fails with a message for
     * people.
     *
     * @param namespace of the servers; empty = wherever they are
     */
    public Future<List<RawSeries>> of(String model, Optional<String> namespace, Instant end, int count, Duration step) {
        var where = new ArrayList<String>();
        where.add("__name__=~"
                + PromQl.anyOf(Stream.concat(names.flows().stream(), names.means().stream())
                        .toList()));
        where.add(options.series().modelLabel() + "=" + PromQl.literal(model));
        namespace.ifPresent(name -> where.add(options.series().namespaceLabel() + "=" + PromQl.literal(name)));
        var query = new Query(
                "history", "{" + String.join(",", where) + "}", end, Optional.of(new Query.Steps(count, step)));
        return vertx.executeBlocking(() -> AccessReader.read(settings, options), false)
                .compose(access -> ask(query, access))
                .recover(failure ->
                        Future.failedFuture(failure instanceof QueryFailure refused ? refused.of(subject()) : failure));
    }

    private Future<List<RawSeries>> ask(Query query, Access access) {
        var client = new PrometheusClient(vertx, options, access.endpoint());
        return client.query(query, access).map(QueryAnswer::series).eventually(client::retire);
    }

    private String subject() {
        return "Prometheus at " + AccessReader.hostOf(settings);
    }
}
