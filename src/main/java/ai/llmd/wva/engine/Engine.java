package ai.llmd.wva.engine;

import java.util.function.Consumer;

/**
 * Continuous batching in virtual time. Requests wait first come, first served for one of {@code maxBatch} slots and for
 * KV cache blocks; the ones with a slot go forward together, one token each step. How prompts are read, and with that
 * when slots are given, is up to the {@link StepLaw}.
 *
 * <p>When a sequence needs a block and none is free, the youngest in the batch gives its blocks back and waits, at the
 * head of the queue, to be computed again. The oldest can therefore always finish.
 *
 * <p>A step in which nobody comes or goes costs the same whatever the size of the batch. Not thread-safe: one thread
 * owns an engine.
 */
public final class Engine {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final EngineLimits limits;
    private final Slots slots;
    private final PromptReader reader;

    private double nowMillis;
    private double stepEndsAtMillis = NEVER;

    public Engine(StepLaw law, EngineLimits limits, EngineListener listener) {
        this.limits = limits;
        this.slots = new Slots(limits, listener);
        this.reader = law.prompts() instanceof PromptReading.Chunked chunked
                ? new ChunkedReader(law, chunked, limits, slots)
                : new BesideReader(law, slots);
    }

    /**
     * Accepts a request at {@code atMillis}, having first advanced to that time.
     *
     * @throws IllegalArgumentException when the sequence could never fit, see
     *     {@link EngineLimits#longestSequenceTokens()}
     */
    public Sequence submit(double atMillis, SequenceSpec spec) {
        if (spec.totalTokens() > limits.longestSequenceTokens()) {
            throw new IllegalArgumentException("a sequence of " + spec.totalTokens() + " tokens is longer than the "
                    + limits.longestSequenceTokens() + " that fit");
        }
        advance(atMillis);
        var sequence = slots.enqueue(nowMillis, spec);
        schedule();
        return sequence;
    }

    /**
     * Drops a request at {@code atMillis} and gives its slot and blocks to others; nothing happens if it has left
     * already.
     */
    public void abort(double atMillis, Sequence sequence) {
        advance(atMillis);
        if (slots.abort(nowMillis, sequence)) {
            schedule();
        }
    }

    /** Lets everything happen that is due by {@code untilMillis}. A time in the past changes nothing. */
    public void advance(double untilMillis) {
        for (var next = nextEventMillis(); next <= untilMillis && next < NEVER; next = nextEventMillis()) {
            nowMillis = next;
            reader.finish(nowMillis);
            if (stepEndsAtMillis <= nowMillis) {
                stepEndsAtMillis = NEVER;
                slots.endStep(nowMillis);
                reader.stepEnded(nowMillis);
            }
            schedule();
        }
        nowMillis = Math.max(nowMillis, untilMillis);
    }

    /** How far it has got. */
    public double nowMillis() {
        return nowMillis;
    }

    /** When something will happen next if nobody submits or aborts; infinite when idle. */
    public double nextEventMillis() {
        return Math.min(stepEndsAtMillis, reader.nextEndMillis());
    }

    /** Counts as of the last call. */
    public EngineState state() {
        return slots.state();
    }

    /** Requests that have neither ended nor been aborted. */
    public int outstanding() {
        return slots.outstanding();
    }

    /** From within {@link EngineListener#decoded}: the sequences that it counts, in the order they got their slots. */
    public void forEachDecoded(Consumer<Sequence> told) {
        slots.forEachRunning(sequence -> {
            if (sequence.phase == Sequence.Phase.DECODE && !sequence.ownGap) {
                told.accept(sequence);
            }
        });
    }

    private void schedule() {
        reader.admit(nowMillis);
        if (stepEndsAtMillis == NEVER) {
            var preempted = slots.makeRoom();
            stepEndsAtMillis = nowMillis + reader.startStep(nowMillis, preempted);
        }
    }
}
