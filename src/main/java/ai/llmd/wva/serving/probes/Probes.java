package ai.llmd.wva.serving.probes;

import ai.llmd.wva.config.ProbesConfiguration;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The plain HTTP port of the probes; it is open before anything else. */
public final class Probes {
    /** Under the five seconds that the kubelet gives /healthz. */
    private static final Duration LOOP_LIMIT = Duration.ofSeconds(3);

    private Probes() {}

    /**
     * Starts to listen.
     *
     * @param ready what must be true to be ready, by name
     */
    public static Future<HttpPort> open(
            Vertx vertx, ProbesConfiguration configuration, Map<String, BooleanSupplier> ready) {
        var options = new HttpServerOptions().setHost(configuration.host()).setPort(configuration.port());
        return HttpPort.open(
                vertx,
                options,
                ConnectionLimits.of(configuration),
                List.of(new Liveness(vertx, LOOP_LIMIT), new Readiness(vertx, ready)));
    }
}
