package ai.llmd.wva.emulator.engine;

/**
 * A request inside the engine and its history. Times are the engine's, in milliseconds; the engine alone changes it.
 */
public final class Sequence {
    /** Where a sequence stands. */
    enum Phase {
        WAITING,
        PREFILL,
        DECODE,
        GONE
    }

    private final long id;
    private final SequenceSpec spec;
    private final double arrivedAtMillis;

    Phase phase = Phase.WAITING;
    boolean inStep;
    int generatedTokens;
    int heldBlocks;
    double scheduledAtMillis = Double.NaN;
    double prefillEndsAtMillis = Double.POSITIVE_INFINITY;
    double firstTokenAtMillis = Double.NaN;
    double lastTokenAtMillis = Double.NaN;

    Sequence(long id, SequenceSpec spec, double arrivedAtMillis) {
        this.id = id;
        this.spec = spec;
        this.arrivedAtMillis = arrivedAtMillis;
    }

    /** Unique in its engine, rising in order of arrival. */
    public long id() {
        return id;
    }

    public SequenceSpec spec() {
        return spec;
    }

    public int generatedTokens() {
        return generatedTokens;
    }

    /** Whether its last token has come. */
    public boolean isComplete() {
        return generatedTokens == spec.outputTokens();
    }

    /** From arrival to the first time it got a slot; preemptions do not count again. NaN before. */
    public double queuedMillis() {
        return scheduledAtMillis - arrivedAtMillis;
    }

    /** From slot to first token. NaN before. */
    public double prefillMillis() {
        return firstTokenAtMillis - scheduledAtMillis;
    }

    /** From first to latest token. NaN before the first. */
    public double decodeMillis() {
        return lastTokenAtMillis - firstTokenAtMillis;
    }

    /** From arrival to first token. NaN before. */
    public double firstTokenMillis() {
        return firstTokenAtMillis - arrivedAtMillis;
    }

    /** From slot to latest token. NaN before the first. */
    public double inferenceMillis() {
        return lastTokenAtMillis - scheduledAtMillis;
    }

    /** From arrival to latest token. NaN before the first. */
    public double endToEndMillis() {
        return lastTokenAtMillis - arrivedAtMillis;
    }

    /** Tokens whose keys and values must be in the cache for the next iteration. */
    int cachedTokens() {
        return spec.inputTokens() + generatedTokens;
    }
}
