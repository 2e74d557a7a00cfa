package ai.llmd.wva.verticle;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.tls.ServingCertificate;
import ai.llmd.wva.serving.tls.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
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
    private final Optional<Clients> clients;
    private HttpPort port;

    /**
     * Clients that may show a certificate.
     *
     * @param trust whom to believe, now
     * @param refresh looks whether that changed; on a worker, at start and as often as at the certificate
     */
    public record Clients(TrustOptions trust, Runnable refresh) {}

    /**
     * Makes one that asks no client for a certificate.
     *
     * @param names DNS names of a certificate that is made here, when there are no files
     */
    public HttpsVerticle(HttpsConfiguration configuration, List<String> names, List<RouteModule> modules, Clock clock) {
        this(configuration, names, modules, clock, Optional.empty());
    }

    /** Makes one that asks clients for a certificate, if any are given. */
    public HttpsVerticle(
            HttpsConfiguration configuration,
            List<String> names,
            List<RouteModule> modules,
            Clock clock,
            Optional<Clients> clients) {
        this.clients = clients;
        this.configuration = configuration;
        this.modules = List.copyOf(modules);
        this.certificate = new ServingCertificate(
                configuration.certPath().map(Path::of), configuration.keyPath().map(Path::of), names, clock);
    }

    @Override
    public Future<?> start() {
        return refresh()
                .compose(first ->
                        HttpPort.open(vertx, options(first.orElseThrow()), ConnectionLimits.of(configuration), modules))
                .onSuccess(opened -> {
                    port = opened;
                    LOG.atInfo()
                            .addKeyValue("port", port.actualPort())
                            .log("serving over HTTPS: "
                                    + String.join(
                                            ", ",
                                            modules.stream()
                                                    .flatMap(module -> module.paths().stream())
                                                    .toList()));
                    vertx.setPeriodic(configuration.reloadInterval().toMillis(), tick -> reload());
                });
    }

    private Future<Optional<PemKeyCertOptions>> refresh() {
        return vertx.executeBlocking(() -> {
            clients.map(Clients::refresh).ifPresent(Runnable::run);
            return certificate.refresh();
        });
    }

    private HttpServerOptions options(PemKeyCertOptions pem) {
        var options = TlsOptions.server(configuration, pem);
        return clients.map(some -> TlsOptions.asking(options, some.trust())).orElse(options);
    }

    private ServerSSLOptions exchange(PemKeyCertOptions pem) {
        var options = TlsOptions.exchange(configuration, pem);
        return clients.map(some -> TlsOptions.asking(options, some.trust())).orElse(options);
    }

    private void reload() {
        refresh()
                .compose(changed -> changed.map(pem -> port.use(exchange(pem))).orElse(Future.succeededFuture()))
                .onFailure(error -> LOG.atWarn()
                        .addKeyValue("file", configuration.certPath().orElse(""))
                        .addKeyValue("error", error.getMessage())
                        .log("cannot use the new certificate: the previous one stays in use"));
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
