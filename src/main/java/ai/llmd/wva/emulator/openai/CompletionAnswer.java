package ai.llmd.wva.emulator.openai;

import ai.llmd.wva.engine.FinishReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The JSON of one answer, whole or in chunks, in OpenAI's shapes. */
public final class CompletionAnswer {
    private final Endpoint endpoint;
    private final String id;
    private final String model;
    private final long createdSeconds;
    private final int promptTokens;

    /** An answer with a fresh id, created at {@code createdSeconds} of the epoch. */
    public CompletionAnswer(Endpoint endpoint, String model, long createdSeconds, int promptTokens) {
        this.endpoint = endpoint;
        this.id = endpoint.idPrefix()
                + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
        this.model = model;
        this.createdSeconds = createdSeconds;
        this.promptTokens = promptTokens;
    }

    /** The whole answer of {@code tokens} tokens. */
    public JsonObject whole(int tokens, FinishReason reason) {
        var choice = new JsonObject().put("index", 0);
        if (endpoint == Endpoint.CHAT) {
            choice.put("message", new JsonObject().put("role", "assistant").put("content", Words.text(tokens)));
        } else {
            choice.put("text", Words.text(tokens));
        }
        choice.put("logprobs", null).put("finish_reason", reason.label());
        return envelope(endpoint.answerObject())
                .put("choices", new JsonArray().add(choice))
                .put("usage", usage(tokens));
    }

    /** The chunk before the first token that says who speaks; chat only. */
    public Optional<JsonObject> opening() {
        if (endpoint != Endpoint.CHAT) {
            return Optional.empty();
        }
        return Optional.of(chunk(new JsonObject()
                .put("index", 0)
                .put("delta", new JsonObject().put("role", "assistant").put("content", ""))
                .put("logprobs", null)
                .put("finish_reason", null)));
    }

    /** The chunk of token number {@code index}; the last one carries the reason. */
    public JsonObject token(int index, Optional<FinishReason> reason) {
        var choice = new JsonObject().put("index", 0);
        if (endpoint == Endpoint.CHAT) {
            choice.put("delta", new JsonObject().put("content", Words.token(index)));
        } else {
            choice.put("text", Words.token(index));
        }
        return chunk(choice.put("logprobs", null)
                .put("finish_reason", reason.map(FinishReason::label).orElse(null)));
    }

    /** The chunk without choices that carries the usage. */
    public JsonObject usageChunk(int tokens) {
        return envelope(endpoint.chunkObject()).put("choices", new JsonArray()).put("usage", usage(tokens));
    }

    private JsonObject chunk(JsonObject choice) {
        return envelope(endpoint.chunkObject()).put("choices", new JsonArray().add(choice));
    }

    private JsonObject envelope(String object) {
        return new JsonObject()
                .put("id", id)
                .put("object", object)
                .put("created", createdSeconds)
                .put("model", model);
    }

    private JsonObject usage(int tokens) {
        return new JsonObject()
                .put("prompt_tokens", promptTokens)
                .put("total_tokens", promptTokens + tokens)
                .put("completion_tokens", tokens);
    }
}
