package ai.llmd.wva.emulator.openai;

/** The two ways to ask for a completion, and what differs between them. */
public enum Endpoint {
    CHAT("/v1/chat/completions", "chatcmpl-", "chat.completion", "chat.completion.chunk"),
    COMPLETIONS("/v1/completions", "cmpl-", "text_completion", "text_completion");

    private final String path;
    private final String idPrefix;
    private final String answerObject;
    private final String chunkObject;

    Endpoint(String path, String idPrefix, String answerObject, String chunkObject) {
        this.path = path;
        this.idPrefix = idPrefix;
        this.answerObject = answerObject;
        this.chunkObject = chunkObject;
    }

    public String path() {
        return path;
    }

    String idPrefix() {
        return idPrefix;
    }

    String answerObject() {
        return answerObject;
    }

    String chunkObject() {
        return chunkObject;
    }
}
