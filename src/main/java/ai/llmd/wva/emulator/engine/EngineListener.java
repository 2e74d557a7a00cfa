package ai.llmd.wva.emulator.engine;

/**
 * What happens to sequences, told while the engine advances and in order of engine time. A listener must not call the
 * engine back from here.
 */
public interface EngineListener {
    /** Tells nobody. */
    EngineListener NONE = new EngineListener() {};

    /** The sequence got its first slot; {@link Sequence#queuedMillis()} is known now. */
    default void scheduled(Sequence sequence) {}

    /** The first token; {@link Sequence#firstTokenMillis()} is known now. */
    default void firstToken(Sequence sequence) {}

    /** Any later token, {@code gapMillis} after the one before it. */
    default void nextToken(Sequence sequence, double gapMillis) {}

    /** The last token has been told and the sequence has left. */
    default void finished(Sequence sequence) {}

    /** The sequence gave its blocks back and waits at the head of the queue to be computed again. */
    default void preempted(Sequence sequence) {}

    /** The sequence was aborted. */
    default void aborted(Sequence sequence) {}
}
