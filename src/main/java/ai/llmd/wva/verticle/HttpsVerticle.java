package ai.llmd.wva.verticle;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.tls.ServingCertificate;
import ai.llmd.wva.serving.tls.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves route modules over TLS. The certificate is looked at again and again, and swapped without a restart. To be
 * deployed with a worker pool of its own, which carries what blocks.
 */
public final class HttpsVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsVerticle.class);

    private final HttpsConfiguration configuration;
    private final List<RouteModule> modules;
    private final ServingCertificate certificate;
    private HttpPort port;

    /**
     * Makes the verticle.
     *
     * @param names DNS names of a certificate that is made here, when there are no files
     */
    public HttpsVerticle(HttpsConfiguration configuration, List<String> names, List<RouteModule> modules, Clock clock) {
        this.configuration = configuration;
        this.modules = List.copyOf(modules);
        this.certificate = new ServingCertificate(
                configuration.certPath().map(Path::of), configuration.keyPath().map(Path::of), names, clock);
    }

    @Override
    public Future<?> start() {
        return refresh()
                .compose(first -> HttpPort.open(
                        vertx,
                        TlsOptions.server(configuration, first.orElseThrow()),
                        ConnectionLimits.of(configuration),
                        modules))
                .onSuccess(opened -> {
                    port = opened;
                    LOG.atInfo().addKeyValue("port", port.actualPort()).log("serving /metrics over HTTPS");
                    vertx.setPeriodic(configuration.reloadInterval().toMillis(), tick -> reload());
                });
    }

    private Future<Optional<PemKeyCertOptions>> refresh() {
        return vertx.executeBlocking(certificate::refresh);
    }

    private void reload() {
        refresh()
                .compose(changed -> changed.map(pem -> port.use(TlsOptions.exchange(configuration, pem)))
                        .orElse(Future.succeededFuture()))
                .onFailure(error -> LOG.atWarn()
                        .addKeyValue("file", configuration.certPath().orElse(""))
                        .addKeyValue("error", error.getMessage())
                        .log("cannot use the new certificate: the last one stays in use"));
    }

    /** The port that it listens on; for a configured port of 0, the one that the system gave. */
    public int actualPort() {
        return port.actualPort();
    }

    @Override
    public Future<?> stop() {
        return port == null ? Future.succeededFuture() : port.close();
    }
}
