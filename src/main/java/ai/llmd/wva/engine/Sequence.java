package ai.llmd.wva.engine;

/**
 * A request inside the engine and its history. Times are the engine's, in milliseconds; the engine alone changes it.
 */
public final class Sequence {
    /** Where a sequence stands. */
    enum Phase {
        WAITING,
        PREFILL,
        /** Decodes from the next step on. */
        JOINING,
        DECODE,
        GONE
    }

    private final long id;
    private final SequenceSpec spec;
    private final double arrivedAtMillis;
    private final StepCount steps;

    Phase phase = Phase.WAITING;
    /** Rises with every slot that the engine gives. */
    long slot;
    /** Prompt tokens, or those of a preempted answer, that are still to be computed. */
    int unreadTokens;
    /** How many of them the step under way computes. */
    int chunkTokens;

    int hitTokens;
    int preemptions;
    double scheduledAtMillis = Double.NaN;
    double prefillEndsAtMillis;
    double firstTokenAtMillis = Double.NaN;
    double endedAtMillis = Double.NaN;

    // as of the last time that it was outside the batch; within, what they are now follows from the steps
    int settledTokens;
    double settledTokenAtMillis = Double.NaN;
    int settledBlocks;
    long joinedStep;
    long lastStep;
    boolean ownGap;

    Sequence(long id, SequenceSpec spec, double arrivedAtMillis, StepCount steps) {
        this.id = id;
        this.spec = spec;
        this.arrivedAtMillis = arrivedAtMillis;
        this.steps = steps;
    }

    /** Unique in its engine, rising in order of arrival. */
    public long id() {
        return id;
    }

    public SequenceSpec spec() {
        return spec;
    }

    public int generatedTokens() {
        return phase == Phase.DECODE ? settledTokens + (int) (steps.done - joinedStep) : settledTokens;
    }

    /** Whether its last token has come. */
    public boolean isComplete() {
        return generatedTokens() == spec.outputTokens();
    }

    /** Times that it lost its slot for want of blocks. */
    public int preemptions() {
        return preemptions;
    }

    /** Prompt tokens that were in the prefix cache when it last got a slot. */
    public int prefixHitTokens() {
        return hitTokens;
    }

    public double arrivedAtMillis() {
        return arrivedAtMillis;
    }

    /** When its last token came or it was aborted; NaN before. */
    public double endedAtMillis() {
        return endedAtMillis;
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
        return tokenAtMillis() - firstTokenAtMillis;
    }

    /** Mean time from one token to the next so far; 0 where there is but one, NaN before. */
    public double meanGapMillis() {
        return decodeMillis() / Math.max(1, generatedTokens() - 1);
    }

    /** From arrival to first token. NaN before. */
    public double firstTokenMillis() {
        return firstTokenAtMillis - arrivedAtMillis;
    }

    /** From slot to latest token. NaN before the first. */
    public double inferenceMillis() {
        return tokenAtMillis() - scheduledAtMillis;
    }

    /** From arrival to latest token. NaN before the first. */
    public double endToEndMillis() {
        return tokenAtMillis() - arrivedAtMillis;
    }

    /** Tokens whose keys and values must be in the cache for the next iteration. */
    int cachedTokens() {
        return spec.inputTokens() + generatedTokens();
    }

    boolean decodes() {
        return phase == Phase.JOINING || phase == Phase.DECODE;
    }

    /** Notes what follows from the steps, before it leaves the batch for {@code next}. */
    void settle(Phase next) {
        settledTokenAtMillis = tokenAtMillis();
        settledTokens = generatedTokens();
        phase = next;
    }

    private double tokenAtMillis() {
        return phase == Phase.DECODE && steps.done > joinedStep ? steps.endedAtMillis : settledTokenAtMillis;
    }
}
