package ai.llmd.wva.metrics.scrape;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Fetches and reads the page of one pod. */
public final class PodReader {
    private static final int OK = 200;

    private final Vertx vertx;
    private final ScrapeOptions options;
    private final WebClient client;

    public PodReader(Vertx vertx, ScrapeOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout((int) options.timeout().toMillis())
                        .setFollowRedirects(false)
                        .setDecompressionSupported(true)
                        .setUserAgent("wva"),
                new PoolOptions().setHttp1MaxSize(options.poolSize()));
    }

    /** Fails when the pod does not answer in time, or not with a page of metrics. */
    public Future<List<MetricSample>> read(URI uri) {
        return client.getAbs(uri.toString())
                .putHeader("Accept", TextFormat.ACCEPT)
                .timeout(options.timeout().toMillis())
                .send()
                .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(this::checked)
                .compose(body -> vertx.executeBlocking(() -> TextFormat.parse(body), false));
    }

    private String checked(HttpResponse<Buffer> response) {
        if (response.statusCode() != OK) {
            throw new IllegalStateException("answered " + response.statusCode());
        }
        var body = response.body() == null ? Buffer.buffer() : response.body();
        if (body.length() > options.maxPageBytes()) {
            throw new IllegalStateException("answered with more than " + options.maxPageBytes() + " bytes");
        }
        return body.toString();
    }

    public void close() {
        client.close();
    }
}
