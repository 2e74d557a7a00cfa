package ai.llmd.wva.emulator;

import ai.llmd.wva.emulator.openai.CompletionAnswer;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.Sequence;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Sends each token as a server-sent event when it comes, then {@code [DONE]}. */
final class StreamedAnswer implements TokenSink {
    private final HttpServerResponse response;
    private final CompletionAnswer answer;
    private final boolean withUsage;

    StreamedAnswer(HttpServerResponse response, CompletionAnswer answer, boolean withUsage) {
        this.response = response;
        this.answer = answer;
        this.withUsage = withUsage;
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .writeHead();
    }

    @Override
    public void token(Sequence sequence) {
        var index = sequence.generatedTokens() - 1;
        if (index == 0) {
            answer.opening().ifPresent(this::send);
        }
        Optional<FinishReason> reason =
                sequence.isComplete() ? Optional.of(sequence.spec().ending()) : Optional.empty();
        send(answer.token(index, reason));
    }

    @Override
    public void finished(Sequence sequence) {
        if (withUsage) {
            send(answer.usageChunk(sequence.generatedTokens()));
        }
        response.end("data: [DONE]\n\n");
    }

    private void send(JsonObject event) {
        response.write("data: " + event.encode() + "\n\n");
    }
}
