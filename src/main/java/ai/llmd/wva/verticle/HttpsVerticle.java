package ai.llmd.wva.verticle;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves /metrics over TLS. The certificate is looked at again and again, and swapped without a restart. */
public final class HttpsVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsVerticle.class);
    private static final List<String> TLS_VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    /**
     * How to serve.
     *
     * @param certificate PEM file, may be absent
     * @param key PEM file, may be absent
     * @param names DNS names of a certificate made at start
     * @param minTls TLSv1.2 or TLSv1.3
     */
    public record Options(
            String host,
            int port,
            Path certificate,
            Path key,
            List<String> names,
            Duration reloadInterval,
            int maxHeaderBytes,
            String minTls,
            int workers) {}

    private final Options options;
    private final MetricsGate gate;
    private final PrometheusMeterRegistry registry;
    private final ServingCertificate certificate;
    private HttpServer server;
    private WorkerExecutor workers;

    public HttpsVerticle(Options options, MetricsGate gate, PrometheusMeterRegistry registry) {
        this.options = options;
        this.gate = gate;
        this.registry = registry;
        this.certificate = new ServingCertificate(options.certificate(), options.key(), options.names());
    }

    @Override
    public Future<?> start() {
        workers = vertx.createSharedWorkerExecutor("wva-https", options.workers());
        return load().compose(first -> listen(first.orElseThrow())).onSuccess(listening -> {
            LOG.atInfo().addKeyValue("port", server.actualPort()).log("serving /metrics over HTTPS");
            vertx.setPeriodic(options.reloadInterval().toMillis(), tick -> reload());
        });
    }

    private Future<HttpServer> listen(PemKeyCertOptions pem) {
        var router = Router.router(vertx);
        router.get("/metrics").handler(new MetricsHandler(gate, registry, workers));
        var serving = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(pem)
                .setEnabledSecureTransportProtocols(protocols())
                .setMaxHeaderSize(options.maxHeaderBytes())
                .setCompressionSupported(true);
        server = vertx.createHttpServer(serving).requestHandler(router);
        return server.listen(options.port(), options.host());
    }

    private Future<Optional<PemKeyCertOptions>> load() {
        return workers.executeBlocking(certificate::refresh);
    }

    private void reload() {
        load().compose(changed -> changed.isEmpty()
                        ? Future.succeededFuture()
                        : server.updateSSLOptions(
                                new ServerSSLOptions()
                                        .setKeyCertOptions(changed.get())
                                        .setUseAlpn(true)
                                        .setEnabledSecureTransportProtocols(protocols()),
                                true))
                .onFailure(error -> LOG.atWarn()
                        .addKeyValue("file", options.certificate())
                        .addKeyValue("error", error.getMessage())
                        .log("cannot use the new certificate: the last one stays in use"));
    }

    private Set<String> protocols() {
        return new LinkedHashSet<>(TLS_VERSIONS.subList(TLS_VERSIONS.indexOf(options.minTls()), TLS_VERSIONS.size()));
    }

    /** The port that it listens on; for a configured port of 0, the one that the system gave. */
    public int actualPort() {
        return server.actualPort();
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close().eventually(workers::close);
    }
}
