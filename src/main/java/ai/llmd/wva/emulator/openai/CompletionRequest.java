package ai.llmd.wva.emulator.openai;

import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.SequenceSpec;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * A checked request for a completion.
 *
 * @param endpoint where it came in
 * @param promptTokens tokens of the prompt, at least 1
 * @param maxTokens most tokens wanted
 * @param minTokens least tokens wanted (a vLLM extension), 0 when not given
 * @param ignoreEnd go on to the limit however long the answer would be (vLLM's {@code ignore_eos})
 * @param streamed as server-sent events
 * @param usageStreamed with a last event that carries the usage
 */
public record CompletionRequest(
        Endpoint endpoint,
        int promptTokens,
        OptionalInt maxTokens,
        int minTokens,
        boolean ignoreEnd,
        boolean streamed,
        boolean usageStreamed) {
    /** What OpenAI and vLLM take for {@code max_tokens} of the older endpoint when it is not given. */
    private static final int COMPLETIONS_MAX_TOKENS = 16;

    private static final double HIGHEST_TEMPERATURE = 2;

    /**
     * Reads and checks a body; a model that it names must be one of {@code servedNames}.
     *
     * @throws ApiException naming what is wrong with it
     */
    public static CompletionRequest parse(Endpoint endpoint, JsonObject json, Collection<String> servedNames) {
        var body = new Body(json);
        var model = body.text("model");
        if (model.isPresent() && !servedNames.contains(model.get())) {
            throw ApiException.unknownModel(model.get());
        }
        if (body.count("n", 1).orElse(1) != 1) {
            throw ApiException.badParameter("n", "n must be 1: this server gives one choice");
        }
        checkSampling(body);
        var streamed = body.flag("stream");
        if (!streamed && body.value("stream_options").isPresent()) {
            throw ApiException.badParameter("stream_options", "stream_options needs stream to be true");
        }
        return new CompletionRequest(
                endpoint,
                promptTokens(endpoint, body),
                maxTokens(endpoint, body),
                body.count("min_tokens", 0).orElse(0),
                body.flag("ignore_eos"),
                streamed,
                body.object("stream_options").flag("include_usage"));
    }

    /**
     * Decides how long the answer will be: as long as {@code naturalLength} says, within the request's limits and the
     * context.
     *
     * @throws ApiException when prompt and limit do not fit the context
     */
    public SequenceSpec toSequence(int contextTokens, IntSupplier naturalLength) {
        var room = contextTokens - promptTokens;
        if (room < 1) {
            throw ApiException.badRequest("This model's maximum context length is " + contextTokens
                    + " tokens, but the prompt has " + promptTokens + ". Please shorten it.");
        }
        if (maxTokens.orElse(0) > room) {
            throw ApiException.badParameter(
                    "max_tokens",
                    "This model's maximum context length is " + contextTokens + " tokens: a prompt of " + promptTokens
                            + " leaves room for " + room + ", not for " + maxTokens.getAsInt() + ".");
        }
        var limit = maxTokens.orElse(room);
        var wanted = ignoreEnd ? limit : Math.max(minTokens, naturalLength.getAsInt());
        var ending = ignoreEnd || wanted > limit ? FinishReason.LENGTH : FinishReason.STOP;
        return new SequenceSpec(promptTokens, Math.min(wanted, limit), ending);
    }

    /** What vLLM refuses (vllm/sampling_params.py), though what is said here does not depend on it. */
    private static void checkSampling(Body body) {
        body.number("temperature").ifPresent(temperature -> {
            if (temperature < 0) {
                throw ApiException.badParameter(
                        "temperature", "temperature must be non-negative, got " + temperature + ".");
            }
            if (!(temperature <= HIGHEST_TEMPERATURE)) {
                throw ApiException.badParameter(
                        "temperature", "temperature must be in [0, 2], got " + temperature + ".");
            }
        });
        body.number("top_p").ifPresent(share -> {
            if (!(share > 0 && share <= 1)) {
                throw ApiException.badParameter("top_p", "top_p must be in (0, 1], got " + share + ".");
            }
        });
    }

    private static int promptTokens(Endpoint endpoint, Body body) {
        var name = endpoint == Endpoint.CHAT ? "messages" : "prompt";
        var value = body.value(name).orElseThrow(() -> ApiException.badParameter(name, name + " is missing"));
        return endpoint == Endpoint.CHAT ? PromptTokens.ofMessages(value) : PromptTokens.ofPrompt(value);
    }

    private static OptionalInt maxTokens(Endpoint endpoint, Body body) {
        var older = body.count("max_tokens", 1);
        if (endpoint == Endpoint.COMPLETIONS) {
            return older.isPresent() ? older : OptionalInt.of(COMPLETIONS_MAX_TOKENS);
        }
        var newer = body.count("max_completion_tokens", 1);
        return newer.isPresent() ? newer : older;
    }
}
