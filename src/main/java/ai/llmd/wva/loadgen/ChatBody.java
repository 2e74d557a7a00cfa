package ai.llmd.wva.loadgen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The JSON of a chat request. */
final class ChatBody {
    private ChatBody() {}

    static Buffer of(String model, ChatShape shape, boolean streamed) {
        var message =
                new JsonObject().put("role", "user").put("content", PromptText.ofCharacters(shape.promptCharacters()));
        var body = new JsonObject().put("model", model).put("messages", new JsonArray().add(message));
        shape.maxTokens().ifPresent(tokens -> body.put("max_tokens", tokens));
        if (shape.exactLength()) {
            body.put("ignore_eos", true);
        }
        if (streamed) {
            body.put("stream", true).put("stream_options", new JsonObject().put("include_usage", true));
        }
        return body.toBuffer();
    }
}
