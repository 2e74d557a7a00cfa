package ai.llmd.wva.engine;

/**
 * What happens to sequences, told while the engine advances and in order of engine time. A listener must not call the
 * engine back from here, but for {@link Engine#forEachDecoded} in {@link #decoded}.
 */
public interface EngineListener {
    /** Tells nobody. */
    EngineListener NONE = new EngineListener() {};

    /** Tells this one of everything, and then another. */
    default EngineListener then(EngineListener next) {
        return new ListenerPair(this, next);
    }

    /** The sequence got its first slot; {@link Sequence#queuedMillis()} is known now. */
    default void scheduled(Sequence sequence) {}

    /** The first token; {@link Sequence#firstTokenMillis()} is known now. */
    default void firstToken(Sequence sequence) {}

    /**
     * A step ended and gave {@code tokens} sequences a token each, {@code gapMillis} after the one before it. Told
     * before what else the step did. Sequences that the step gave their first token are not among them, nor those of
     * {@link #nextToken}.
     */
    default void decoded(double atMillis, double gapMillis, int tokens) {}

    /**
     * A later token that comes {@code gapMillis} after the one before it, which is not the length of the step: the
     * sequence had been preempted, or its first token came while a step was under way.
     */
    default void nextToken(Sequence sequence, double gapMillis) {}

    /** The last token has been told and the sequence has left. */
    default void finished(Sequence sequence) {}

    /** The sequence gave its blocks back and waits at the head of the queue to be computed again. */
    default void preempted(Sequence sequence) {}

    /** The sequence was aborted. */
    default void aborted(Sequence sequence) {}
}
