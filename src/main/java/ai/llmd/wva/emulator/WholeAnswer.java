package ai.llmd.wva.emulator;

import ai.llmd.wva.emulator.openai.CompletionAnswer;
import ai.llmd.wva.engine.Sequence;
import io.vertx.core.http.HttpServerResponse;

/** Sends everything at once when the last token has come. */
final class WholeAnswer implements TokenSink {
    private final HttpServerResponse response;
    private final CompletionAnswer answer;

    WholeAnswer(HttpServerResponse response, CompletionAnswer answer) {
        this.response = response;
        this.answer = answer;
    }

    @Override
    public void token(Sequence sequence) {
        // nobody sees a token before the last
    }

    @Override
    public void finished(Sequence sequence) {
        response.putHeader("Content-Type", "application/json")
                .end(answer.whole(sequence.generatedTokens(), sequence.spec().ending())
                        .encode());
    }
}
