package ai.llmd.wva.emulator;

import ai.llmd.wva.engine.Sequence;

/** Where the tokens of one request go, on the event loop of the server. */
interface TokenSink {
    /** One more token; {@code sequence.generatedTokens()} counts it. */
    void token(Sequence sequence);

    /** No more tokens will come. */
    void finished(Sequence sequence);
}
