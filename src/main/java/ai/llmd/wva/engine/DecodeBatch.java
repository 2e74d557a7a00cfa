package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The sequences that get a token each step. A step in which nobody joins or leaves costs the same whatever their
 * number: who ends in which step is known when it joins, and sequences that fill a block in the same steps are counted.
 */
final class DecodeBatch {
    final StepCount steps = new StepCount();

    private final List<Sequence> joining = new ArrayList<>();
    private final List<Sequence> withOwnGap = new ArrayList<>();
    private final PriorityQueue<Sequence> byEnd =
            new PriorityQueue<>(Comparator.<Sequence>comparingLong(sequence -> sequence.lastStep)
                    .thenComparingLong(sequence -> sequence.slot));
    private final int[] sizeByFilling = new int[EngineLimits.BLOCK_TOKENS];
    private int size;
    private long contextTokens;

    /** Lets a sequence decode from the next step on. */
    void join(Sequence sequence) {
        sequence.phase = Sequence.Phase.JOINING;
        joining.add(sequence);
    }

    /** Takes a sequence out, wherever it stands, and notes what it has got. */
    void remove(Sequence sequence, Sequence.Phase next) {
        sequence.settledBlocks = heldBlocks(sequence);
        if (sequence.phase == Sequence.Phase.JOINING) {
            joining.remove(sequence);
        } else {
            byEnd.remove(sequence);
            forget(sequence);
        }
        sequence.settle(next);
    }

    /** Sequences of the step under way, or of the next one. */
    int size() {
        return size + joining.size();
    }

    /** Tokens in the cache of the sequences of the step under way. */
    long contextTokens() {
        return contextTokens;
    }

    /** Blocks that the next step needs and that are not held. */
    int missingBlocks() {
        var missing = sizeByFilling[filling(-steps.started)];
        for (var i = 0; i < joining.size(); i++) {
            missing += missingBlocks(joining.get(i));
        }
        return missing;
    }

    /** Blocks that one sequence needs for the next step and does not hold. */
    int missingBlocks(Sequence sequence) {
        return EngineLimits.blocksFor(sequence.cachedTokens()) - heldBlocks(sequence);
    }

    /** Blocks that a sequence with a slot holds. */
    int heldBlocks(Sequence sequence) {
        return sequence.phase == Sequence.Phase.DECODE
                ? EngineLimits.blocksFor((int) (joinedTokens(sequence) + steps.started - 1 - sequence.joinedStep))
                : sequence.settledBlocks;
    }

    /** Begins a step, for which all have their blocks. */
    void start(double nowMillis) {
        for (var i = 0; i < joining.size(); i++) {
            enter(joining.get(i), nowMillis);
        }
        joining.clear();
        steps.started++;
        steps.startedAtMillis = nowMillis;
    }

    /** Ends the step and tells of its tokens. */
    void end(double nowMillis, EngineListener listener) {
        steps.done++;
        steps.endedAtMillis = nowMillis;
        contextTokens += size;
        var alike = size - withOwnGap.size();
        if (alike > 0) {
            listener.decoded(nowMillis, nowMillis - steps.startedAtMillis, alike);
        }
        for (var i = 0; i < withOwnGap.size(); i++) {
            var sequence = withOwnGap.get(i);
            sequence.ownGap = false;
            if (sequence.settledTokens == 0) {
                sequence.firstTokenAtMillis = nowMillis;
                listener.firstToken(sequence);
            } else {
                listener.nextToken(sequence, nowMillis - sequence.settledTokenAtMillis);
            }
        }
        withOwnGap.clear();
    }

    /** Takes out the next sequence whose last token the step gave, the first to get its slot first; null if none. */
    Sequence removeEnded() {
        var first = byEnd.peek();
        if (first == null || first.lastStep > steps.done) {
            return null;
        }
        byEnd.remove();
        first.settledBlocks = heldBlocks(first);
        forget(first);
        first.settle(Sequence.Phase.GONE);
        return first;
    }

    private void enter(Sequence sequence, double nowMillis) {
        var next = steps.started;
        sequence.ownGap = sequence.settledTokenAtMillis != nowMillis;
        if (sequence.ownGap) {
            withOwnGap.add(sequence);
        }
        sequence.joinedStep = next;
        sequence.lastStep = next + sequence.spec().outputTokens() - sequence.settledTokens;
        contextTokens += sequence.cachedTokens();
        sequence.phase = Sequence.Phase.DECODE;
        size++;
        sizeByFilling[fillingOf(sequence)]++;
        byEnd.add(sequence);
    }

    private void forget(Sequence sequence) {
        if (sequence.ownGap) {
            sequence.ownGap = false;
            withOwnGap.remove(sequence);
        }
        size--;
        contextTokens -= sequence.cachedTokens();
        sizeByFilling[fillingOf(sequence)]--;
    }

    /** A sequence needs a new block in step {@code s} if its filling and {@code s} add up to whole blocks. */
    private static int fillingOf(Sequence sequence) {
        return filling(joinedTokens(sequence) - 1 - sequence.joinedStep);
    }

    private static int joinedTokens(Sequence sequence) {
        return sequence.spec().inputTokens() + sequence.settledTokens;
    }

    private static int filling(long tokens) {
        return (int) Math.floorMod(tokens, (long) EngineLimits.BLOCK_TOKENS);
    }
}
