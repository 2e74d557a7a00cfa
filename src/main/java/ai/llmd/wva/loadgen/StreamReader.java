package ai.llmd.wva.loadgen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.Optional;

/**
 * Follows the streamed answer of a chat or a completion: tells each token, and at the end how many there were and
 * whether it was whole.
 */
final class StreamReader {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final RecordParser lines = RecordParser.newDelimited("\n", this::line);
    private final Runnable onToken;

    private long told;
    private long usageTokens = -1;
    private boolean done;
    private boolean garbled;
    private Optional<String> error = Optional.empty();

    StreamReader(Runnable onToken) {
        this.onToken = onToken;
    }

    void accept(Buffer bytes) {
        lines.handle(bytes);
    }

    /** Whether {@code [DONE]} came. */
    boolean isDone() {
        return done;
    }

    /** Whether there was an event that is no JSON object. */
    boolean isGarbled() {
        return garbled;
    }

    /** What the server said within the stream that went wrong. */
    Optional<String> error() {
        return error;
    }

    /** Tokens of the answer, by the server's usage if it sent that, else by the events. */
    long tokens() {
        return usageTokens >= 0 ? usageTokens : told;
    }

    private void line(Buffer bytes) {
        var line = bytes.toString().strip();
        if (!line.startsWith(DATA)) {
            return;
        }
        var data = line.substring(DATA.length()).strip();
        if (data.equals(DONE)) {
            done = true;
            return;
        }
        try {
            event(new JsonObject(data));
        } catch (DecodeException | ClassCastException e) {
            garbled = true;
        }
    }

    private void event(JsonObject event) {
        if (event.getValue("error") instanceof JsonObject fault) {
            error = Optional.of(String.valueOf(fault.getValue("message", "")));
        }
        if (event.getValue("usage") instanceof JsonObject usage) {
            usageTokens = usage.getLong("completion_tokens", usageTokens);
        }
        if (event.getValue("choices") instanceof JsonArray choices
                && !choices.isEmpty()
                && hasToken(choices.getJsonObject(0))) {
            told++;
            onToken.run();
        }
    }

    /** A completion tells each token, even one that is only a part of a character and so adds no text yet. */
    private static boolean hasToken(JsonObject choice) {
        return choice.getValue("delta") instanceof JsonObject delta
                ? delta.getValue("content") instanceof String content && !content.isEmpty()
                : choice.getValue("text") instanceof String;
    }
}
