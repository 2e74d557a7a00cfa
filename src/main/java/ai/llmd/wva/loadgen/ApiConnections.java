package ai.llmd.wva.loadgen;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

/** Connections to an OpenAI API. */
final class ApiConnections {
    /** Below the 5 s after which vLLM's HTTP server drops an idle connection, so that no request meets a dying one. */
    private static final int KEEP_ALIVE_SECONDS = 3;

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private ApiConnections() {}

    static HttpClient open(Vertx vertx, LoadSettings settings) {
        return vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setSsl(settings.isTls())
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS))
                .with(new PoolOptions()
                        .setHttp1MaxSize(settings.maxConnections())
                        .setMaxWaitQueueSize(-1))
                .build();
    }
}
