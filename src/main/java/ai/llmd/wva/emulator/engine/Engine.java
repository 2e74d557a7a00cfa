package ai.llmd.wva.emulator.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Continuous batching in virtual time. Requests wait first come, first served for one of {@code maxBatch} slots and for
 * KV cache blocks; the ones with a slot go forward together, one token each iteration.
 *
 * <p>How it stays close to the state-dependent M/M/1 chain that sizes replicas: a free slot is given at once, so that
 * queue time is only time without a slot; the request's tokens then begin with the next iteration (half an iteration
 * late on average, some 0.3 % of a service of 178 tokens). The length of an iteration is set when it begins, from all
 * requests that hold a slot. A prefill runs beside the decode steps of the others, as chunked prefill does, for the
 * time that the profile gives it, and ends with the first token.
 *
 * <p>When a sequence needs a block and none is free, the youngest in the batch gives its blocks back and waits, at the
 * head of the queue, to be computed again. The oldest can therefore always finish.
 *
 * <p>Not thread-safe: one thread owns an engine.
 */
public final class Engine {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final LatencyProfile profile;
    private final EngineLimits limits;
    private final EngineListener listener;
    private final BlockPool blocks;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final List<Sequence> running = new ArrayList<>();

    private double nowMillis;
    private double stepEndsAtMillis = NEVER;
    private int prefilling;
    private long accepted;
    private long finished;
    private long aborted;
    private long preemptions;

    public Engine(LatencyProfile profile, EngineLimits limits, EngineListener listener) {
        this.profile = profile;
        this.limits = limits;
        this.listener = listener;
        this.blocks = new BlockPool(limits.kvBlocks());
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
        var sequence = new Sequence(accepted++, spec, nowMillis);
        waiting.addLast(sequence);
        schedule();
        return sequence;
    }

    /**
     * Drops a request at {@code atMillis} and gives its slot and blocks to others; nothing happens if it has left
     * already.
     */
    public void abort(double atMillis, Sequence sequence) {
        advance(atMillis);
        switch (sequence.phase) {
            case GONE -> {
                return;
            }
            case WAITING -> waiting.remove(sequence);
            case PREFILL, DECODE -> {
                running.remove(sequence);
                leaveBatch(sequence);
            }
        }
        sequence.phase = Sequence.Phase.GONE;
        aborted++;
        listener.aborted(sequence);
        schedule();
    }

    /** Lets everything happen that is due by {@code untilMillis}. A time in the past changes nothing. */
    public void advance(double untilMillis) {
        for (var next = nextEvent(); next <= untilMillis; next = nextEvent()) {
            nowMillis = next;
            finishPrefills();
            finishStep();
            schedule();
        }
        nowMillis = Math.max(nowMillis, untilMillis);
    }

    /** When something will happen next if nobody submits or aborts; empty when idle. */
    public OptionalDouble nextEventAt() {
        var next = nextEvent();
        return next == NEVER ? OptionalDouble.empty() : OptionalDouble.of(next);
    }

    /** Counts as of the last call. */
    public EngineState state() {
        return new EngineState(
                running.size(),
                waiting.size(),
                blocks.used(),
                blocks.total(),
                accepted,
                finished,
                aborted,
                preemptions);
    }

    private double nextEvent() {
        var next = stepEndsAtMillis;
        if (prefilling > 0) {
            for (var sequence : running) {
                next = Math.min(next, sequence.prefillEndsAtMillis);
            }
        }
        return next;
    }

    private void finishPrefills() {
        if (prefilling == 0) {
            return;
        }
        for (var i = 0; i < running.size(); i++) {
            var sequence = running.get(i);
            if (sequence.prefillEndsAtMillis <= nowMillis) {
                endPrefill(sequence);
                sequence.phase = Sequence.Phase.DECODE;
                if (giveToken(sequence)) {
                    running.remove(i--);
                }
            }
        }
    }

    private void finishStep() {
        if (stepEndsAtMillis > nowMillis) {
            return;
        }
        stepEndsAtMillis = NEVER;
        var kept = 0;
        for (var i = 0; i < running.size(); i++) {
            var sequence = running.get(i);
            var done = false;
            if (sequence.inStep) {
                sequence.inStep = false;
                done = giveToken(sequence);
            }
            if (!done) {
                running.set(kept++, sequence);
            }
        }
        running.subList(kept, running.size()).clear();
    }

    /** Counts one more token; true when it was the last and the sequence has given everything back. */
    private boolean giveToken(Sequence sequence) {
        var first = sequence.generatedTokens++ == 0;
        var gapMillis = nowMillis - sequence.lastTokenAtMillis;
        sequence.lastTokenAtMillis = nowMillis;
        if (first) {
            sequence.firstTokenAtMillis = nowMillis;
            listener.firstToken(sequence);
        } else {
            listener.nextToken(sequence, gapMillis);
        }
        if (!sequence.isComplete()) {
            return false;
        }
        leaveBatch(sequence);
        sequence.phase = Sequence.Phase.GONE;
        finished++;
        listener.finished(sequence);
        return true;
    }

    private void schedule() {
        admit();
        if (stepEndsAtMillis == NEVER) {
            startStep();
        }
    }

    private void admit() {
        var before = running.size();
        while (running.size() < limits.maxBatch() && !waiting.isEmpty()) {
            var head = waiting.peekFirst();
            var needed = EngineLimits.blocksFor(head.cachedTokens());
            if (!blocks.tryTake(needed)) {
                break;
            }
            waiting.removeFirst();
            head.heldBlocks = needed;
            head.phase = Sequence.Phase.DECODE;
            running.add(head);
            if (Double.isNaN(head.scheduledAtMillis)) {
                head.scheduledAtMillis = nowMillis;
                listener.scheduled(head);
            }
        }
        if (profile.hasPrefill()) {
            for (var sequence : running.subList(before, running.size())) {
                sequence.phase = Sequence.Phase.PREFILL;
                sequence.prefillEndsAtMillis =
                        nowMillis + profile.prefillMillis(sequence.cachedTokens(), running.size());
                prefilling++;
            }
        }
    }

    private void startStep() {
        var members = 0;
        for (var i = 0; i < running.size(); i++) {
            var sequence = running.get(i);
            if (sequence.phase == Sequence.Phase.DECODE && makeRoom(sequence)) {
                sequence.inStep = true;
                members++;
            }
        }
        if (members > 0) {
            stepEndsAtMillis = nowMillis + profile.decodeMillis(running.size());
        }
    }

    /** Gets the blocks for the sequence's next token, preempting from the young end; false when it preempted itself. */
    private boolean makeRoom(Sequence sequence) {
        var missing = EngineLimits.blocksFor(sequence.cachedTokens()) - sequence.heldBlocks;
        while (!blocks.tryTake(missing)) {
            var youngest = running.remove(running.size() - 1);
            leaveBatch(youngest);
            youngest.phase = Sequence.Phase.WAITING;
            waiting.addFirst(youngest);
            preemptions++;
            listener.preempted(youngest);
            if (youngest == sequence) {
                return false;
            }
        }
        sequence.heldBlocks += missing;
        return true;
    }

    private void leaveBatch(Sequence sequence) {
        blocks.release(sequence.heldBlocks);
        sequence.heldBlocks = 0;
        sequence.inStep = false;
        endPrefill(sequence);
    }

    private void endPrefill(Sequence sequence) {
        if (sequence.phase == Sequence.Phase.PREFILL && sequence.prefillEndsAtMillis != NEVER) {
            sequence.prefillEndsAtMillis = NEVER;
            prefilling--;
        }
    }
}
