package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;

/** The client of the endpoint that is asked now. Another endpoint gets a new one; the old one ends its work first. */
final class Connection {
    private final Vertx vertx;
    private final CollectorConfiguration options;
    private final Breaker breaker;
    private Optional<PrometheusClient> current = Optional.empty();
    private boolean closed;

    Connection(Vertx vertx, CollectorConfiguration options, Breaker breaker) {
        this.vertx = vertx;
        this.options = options;
        this.breaker = breaker;
    }

    /** Does work with a client of this endpoint. */
    <T> Future<T> with(PrometheusEndpoint endpoint, Function<PrometheusClient, Future<T>> work) {
        PrometheusClient client;
        synchronized (this) {
            if (closed) {
                return Future.failedFuture(QueryFailure.lasting("Prometheus is not asked: the controller is stopping"));
            }
            client = clientOf(endpoint);
            client.use();
        }
        return Future.succeededFuture(client).compose(work).onComplete(done -> client.release());
    }

    synchronized Future<Void> close() {
        closed = true;
        var last = current;
        current = Optional.empty();
        return last.map(PrometheusClient::retire).orElseGet(Future::succeededFuture);
    }

    private PrometheusClient clientOf(PrometheusEndpoint endpoint) {
        var same = current.filter(client -> client.endpoint().equals(endpoint));
        if (same.isPresent()) {
            return same.get();
        }
        current.ifPresent(old -> {
            old.retire();
            breaker.reset();
        });
        var client = new PrometheusClient(vertx, options, endpoint);
        current = Optional.of(client);
        return client;
    }
}
