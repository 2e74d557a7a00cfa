package ai.llmd.wva.emulator.openai;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Counts the tokens of a prompt. No tokenizer is at hand: four characters make a token, the usual rule of thumb for
 * English text; a prompt given as token ids is counted exactly. A prompt has at least 1 token, as chat templates and
 * start tokens see to in a real server.
 */
final class PromptTokens {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private PromptTokens() {}

    /** Tokens of the {@code messages} of a chat. */
    static int ofMessages(Object messages) {
        if (!(messages instanceof JsonArray array) || array.isEmpty()) {
            throw ApiException.badParameter("messages", "messages must be a list of at least one message");
        }
        var characters = 0L;
        for (var message : array) {
            if (!(message instanceof JsonObject object) || !(object.getValue("role") instanceof String)) {
                throw ApiException.badParameter("messages", "each message must be an object with a role");
            }
            characters += contentCharacters(object.getValue("content"));
        }
        return ofCharacters(characters);
    }

    /** Tokens of the {@code prompt} of a completion: a string, a list with one string, or a list of token ids. */
    static int ofPrompt(Object prompt) {
        if (prompt instanceof String text) {
            return ofCharacters(text.length());
        }
        if (prompt instanceof JsonArray array && !array.isEmpty()) {
            if (array.stream().allMatch(Number.class::isInstance)) {
                return array.size();
            }
            if (array.size() == 1) {
                return ofPrompt(array.getValue(0));
            }
        }
        throw ApiException.badParameter("prompt", "prompt must be one string or one list of token ids");
    }

    private static long contentCharacters(Object content) {
        if (content == null) {
            return 0;
        }
        if (content instanceof String text) {
            return text.length();
        }
        if (content instanceof JsonArray parts) {
            var characters = 0L;
            for (var part : parts) {
                if (!(part instanceof JsonObject object)) {
                    throw ApiException.badParameter("messages", "each part of a content must be an object");
                }
                characters += object.getValue("text") instanceof String text ? text.length() : 0;
            }
            return characters;
        }
        throw ApiException.badParameter("messages", "content must be a string or a list of parts");
    }

    private static int ofCharacters(long characters) {
        return (int) Math.max(1, (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }
}
