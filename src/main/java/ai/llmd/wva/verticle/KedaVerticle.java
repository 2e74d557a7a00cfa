package ai.llmd.wva.verticle;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.config.KedaConfiguration;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.desired.DesiredNumbers;
import ai.llmd.wva.serving.keda.ExternalScaler;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.tls.ClientAuthority;
import ai.llmd.wva.serving.tls.ServingCertificate;
import ai.llmd.wva.serving.tls.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves KEDA over gRPC, on every replica, since KEDA's connections stay where they are. Certificate and authority are
 * looked at again and again, and swapped without a restart.
 */
public final class KedaVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(KedaVerticle.class);

    /** How often a stream is looked at though nobody told of a change: status, that a leader elsewhere writes. */
    private static final long LOOK_MILLIS = 1000;

    private final KedaConfiguration keda;
    private final HttpsConfiguration https;
    private final DesiredNumbers numbers;
    private final ServingCertificate certificate;
    private final Optional<ClientAuthority> authority;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ExternalScaler scaler;
    /** The workers', one refresh at a time: it is ordered by the context. */
    private Optional<PemKeyCertOptions> shown = Optional.empty();

    private Optional<PemTrustOptions> callers = Optional.empty();
    private boolean news;
    private HttpPort port;

    /**
     * Makes the verticle.
     *
     * @param https whose certificate it shows
     * @param names DNS names of a certificate that is made here, when there are no files
     */
    public KedaVerticle(
            KedaConfiguration keda, HttpsConfiguration https, List<String> names, DesiredNumbers numbers, Clock clock) {
        this.keda = keda;
        this.https = https;
        this.numbers = numbers;
        this.certificate = new ServingCertificate(
                https.certPath().map(Path::of), https.keyPath().map(Path::of), names, clock);
        this.authority = keda.clientCaPath().map(Path::of).map(ClientAuthority::new);
        this.scaler = new ExternalScaler(numbers, keda.maxStreams(), keda.requestTimeout());
    }

    @Override
    public Future<?> start() {
        return options()
                .compose(options -> HttpPort.open(vertx, options, ConnectionLimits.of(keda), List.of(scaler.routes())))
                .onSuccess(opened -> {
                    port = opened;
                    LOG.atInfo()
                            .addKeyValue("port", port.actualPort())
                            .addKeyValue("tls", keda.tls())
                            .addKeyValue("clientCertificates", authority.isPresent())
                            .log("serving KEDA over gRPC");
                    numbers.onChange(this::changed);
                    vertx.setPeriodic(LOOK_MILLIS, tick -> scaler.refresh());
                    if (keda.tls()) {
                        vertx.setPeriodic(https.reloadInterval().toMillis(), tick -> reload());
                    }
                });
    }

    private Future<HttpServerOptions> options() {
        return keda.tls()
                ? refresh().map(changed -> TlsOptions.server(keda, https, shown.orElseThrow(), callers))
                : Future.succeededFuture(TlsOptions.plain(keda, https));
    }

    /** Whether anything is new. */
    private Future<Boolean> refresh() {
        return vertx.executeBlocking(this::read);
    }

    /** A certificate that is read while the authority cannot be is news the next time. */
    private boolean read() throws IOException {
        certificate.refresh().ifPresent(read -> {
            shown = Optional.of(read);
            news = true;
        });
        if (authority.isPresent()) {
            authority.get().refresh().ifPresent(read -> {
                callers = Optional.of(read);
                news = true;
            });
        }
        boolean changed = news;
        news = false;
        return changed;
    }

    private void reload() {
        refresh()
                .compose(changed -> changed
                        ? port.use(TlsOptions.exchange(https, shown.orElseThrow(), callers))
                        : Future.succeededFuture())
                .onFailure(error -> LOG.atWarn()
                        .addKeyValue("error", error.getMessage())
                        .log("cannot use the new certificate or CA for KEDA: the previous ones stay in use"));
    }

    /** On any thread; many changes at once are one look. */
    private void changed() {
        if (told.compareAndSet(false, true)) {
            context.runOnContext(go -> {
                told.set(false);
                scaler.refresh();
            });
        }
    }

    /** The port that it listens on; for a configured port of 0, the one that the system gave. */
    public int actualPort() {
        return port.actualPort();
    }

    /** StreamIsActive calls that are open. */
    int openStreams() {
        return scaler.openStreams();
    }

    @Override
    public Future<?> stop() {
        scaler.close();
        return port == null ? Future.succeededFuture() : port.close();
    }
}
