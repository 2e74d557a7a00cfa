package ai.llmd.wva.serving.probes;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks our own HTTPS port as Prometheus does, over the network and TLS, again and again. That the port serves is a
 * thing seen, and not a thing remembered from when it was opened.
 */
public final class SelfCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);

    private final Vertx vertx;
    private final PolledPort port;
    private final Timing timing;
    private final LongSupplier nanoTime;
    private final HttpClient client;
    private final long ticking;
    private volatile boolean everAnswered;
    private volatile long answeredNanos;
    private boolean serving;
    private boolean asking;

    /** Where the port listens; an address that stands for all of them means this machine. */
    public record PolledPort(String host, int port) {
        public PolledPort {
            host = switch (host) {
                case "0.0.0.0" -> "127.0.0.1";
                case "::" -> "::1";
                default -> host;
            };
        }
    }

    /**
     * When to ask.
     *
     * @param interval between two questions
     * @param timeout of one
     * @param limit after which a port that has not answered does not serve
     */
    public record Timing(Duration interval, Duration timeout, Duration limit) {
        /** Noticed within ten seconds, forgiven at once. */
        public static final Timing STANDARD =
                new Timing(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    /** Asks at once, and from then on until it is closed. */
    public SelfCheck(Vertx vertx, PolledPort port, Timing timing, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.port = port;
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                // whom we ask is known; whether its certificate is good is for its clients to say
                .setTrustAll(true)
                .setVerifyHost(false)
                .setKeepAlive(false)
                .setConnectTimeout((int) timing.timeout().toMillis()));
        this.ticking = vertx.setPeriodic(0, timing.interval().toMillis(), tick -> ask());
    }

    /** Whether the port has answered lately. Any thread may ask. */
    public boolean serving() {
        return everAnswered
                && nanoTime.getAsLong() - answeredNanos <= timing.limit().toNanos();
    }

    private void ask() {
        report();
        if (asking) {
            return;
        }
        asking = true;
        var request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(port.host())
                .setPort(port.port())
                .setURI(Ping.PATH)
                .setTimeout(timing.timeout().toMillis());
        client.request(request)
                .compose(HttpClientRequest::send)
                .compose(response -> response.end())
                .timeout(2 * timing.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(answered -> {
                    answeredNanos = nanoTime.getAsLong();
                    everAnswered = true;
                })
                .onComplete(done -> {
                    asking = false;
                    report();
                });
    }

    private void report() {
        boolean now = serving();
        if (serving && !now) {
            LOG.atError()
                    .addKeyValue("port", port.port())
                    .log("the controller's own HTTPS port does not answer: not ready");
        } else if (!serving && now && everAnswered) {
            LOG.atDebug().addKeyValue("port", port.port()).log("the controller's own HTTPS port answers again");
        }
        serving = now;
    }

    @Override
    public void close() {
        vertx.cancelTimer(ticking);
        Future<Void> unused = client.close();
    }
}
