package ai.llmd.wva.loadgen;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Asks for completions of exact lengths: prompts are token ids, drawn for each anew so that no prefix cache knows them,
 * and answers do not end early (vLLM's {@code ignore_eos}). To be used on one event loop.
 */
public final class TokenClient {
    /** Ids that are ordinary tokens in every common vocabulary: the first and the last ones have special uses. */
    private static final int FIRST_ID = 1_000;

    private static final int LAST_ID = 30_000;

    private final Vertx vertx;
    private final LoadSettings settings;
    private final LongSupplier nanoClock;
    private final HttpClient client;
    private final RandomGenerator random;

    /** A client that times with {@code nanoClock}, {@link System#nanoTime()} or like it. */
    public TokenClient(Vertx vertx, LoadSettings settings, LongSupplier nanoClock) {
        this.vertx = vertx;
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.client = ApiConnections.open(vertx, settings);
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
    }

    /** Sends one; what is answered hangs up without an outcome. */
    public Runnable ask(int promptTokens, int answerTokens, CallListener listener) {
        var call = new ChatCall(vertx, settings, listener, this::nowMillis, nowMillis(), ending -> {});
        call.send(client, settings.completionsPath(), body(promptTokens, answerTokens), Double.POSITIVE_INFINITY);
        return call::cancel;
    }

    public void close() {
        client.close();
    }

    private double nowMillis() {
        return nanoClock.getAsLong() / NANOS_PER_MILLI;
    }

    private Buffer body(int promptTokens, int answerTokens) {
        var ids = new JsonArray();
        for (var i = 0; i < promptTokens; i++) {
            ids.add(random.nextInt(FIRST_ID, LAST_ID));
        }
        return new JsonObject()
                .put("model", settings.model())
                .put("prompt", ids)
                .put("max_tokens", answerTokens)
                .put("ignore_eos", true)
                .put("stream", true)
                .put("stream_options", new JsonObject().put("include_usage", true))
                .toBuffer();
    }
}
