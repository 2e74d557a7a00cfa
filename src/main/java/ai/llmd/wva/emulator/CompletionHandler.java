package ai.llmd.wva.emulator;

import ai.llmd.wva.emulator.openai.ApiException;
import ai.llmd.wva.emulator.openai.CompletionAnswer;
import ai.llmd.wva.emulator.openai.CompletionRequest;
import ai.llmd.wva.emulator.openai.Endpoint;
import ai.llmd.wva.engine.Sequence;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** One completion endpoint: checks the request, hands it to the engine, and aborts it when the client goes away. */
final class CompletionHandler implements Handler<RoutingContext> {
    private final Endpoint endpoint;
    private final EmulatorSettings settings;
    private final EngineDriver driver;
    private final RandomGenerator random;
    private final InstantSource clock;

    CompletionHandler(
            Endpoint endpoint,
            EmulatorSettings settings,
            EngineDriver driver,
            RandomGenerator random,
            InstantSource clock) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.driver = driver;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext routing) {
        var request = CompletionRequest.parse(
                endpoint, json(routing), settings.names().all());
        var spec = request.toSequence(
                settings.limits().longestSequenceTokens(),
                () -> settings.distribution().sample(settings.averageTokens(), random));
        var answer = new CompletionAnswer(
                endpoint, settings.model(), clock.instant().getEpochSecond(), request.promptTokens());
        var response = routing.response();
        var sink = request.streamed()
                ? new StreamedAnswer(response, answer, request.usageStreamed())
                : new WholeAnswer(response, answer);
        Sequence sequence = driver.submit(spec, sink);
        response.closeHandler(closed -> driver.abort(sequence));
    }

    private static JsonObject json(RoutingContext routing) {
        var buffer = routing.body().buffer();
        if (buffer == null || buffer.length() == 0) {
            throw ApiException.badRequest("The body is empty: a JSON object is needed.");
        }
        try {
            return buffer.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw ApiException.badRequest("The body is not a JSON object.");
        }
    }
}
