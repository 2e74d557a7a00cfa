package ai.llmd.wva.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Who waits, who holds a slot and blocks, and who loses them when blocks run out. */
final class Slots {
    final DecodeBatch batch = new DecodeBatch();

    private final EngineLimits limits;
    private final EngineListener listener;
    private final BlockPool blocks;
    private final PrefixMemory prefixes;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    /** In the order in which they got their slots. */
    private final List<Sequence> running = new ArrayList<>();
    /** Told of prompts that will not be read to their end. */
    private Consumer<Sequence> prefillStopped = sequence -> {};

    private long slotsGiven;
    private long unprefilledTokens;
    private long accepted;
    private long finished;
    private long aborted;
    private long preemptions;

    Slots(EngineLimits limits, EngineListener listener) {
        this.limits = limits;
        this.listener = listener;
        this.blocks = new BlockPool(limits.kvBlocks());
        this.prefixes = new PrefixMemory(limits.prefixTokens());
    }

    void onPrefillStopped(Consumer<Sequence> told) {
        prefillStopped = told;
    }

    Sequence enqueue(double nowMillis, SequenceSpec spec) {
        var sequence = new Sequence(accepted++, spec, nowMillis, batch.steps);
        waiting.addLast(sequence);
        owe(sequence);
        return sequence;
    }

    /** Gives the first that waits a slot, and blocks for all of its prompt; null if one of them is wanting. */
    Sequence admit(double nowMillis) {
        if (running.size() >= limits.maxBatch() || waiting.isEmpty()) {
            return null;
        }
        var head = waiting.peekFirst();
        var needed = EngineLimits.blocksFor(head.cachedTokens());
        var kept = running.isEmpty() ? 0 : limits.watermarkBlocks();
        if (!blocks.tryTakeAndKeep(needed, kept)) {
            return null;
        }
        waiting.removeFirst();
        running.add(head);
        head.settledBlocks = needed;
        head.slot = slotsGiven++;
        head.phase = Sequence.Phase.PREFILL;
        head.hitTokens = prefixes.hitTokens(head.spec().prefix(), head.cachedTokens());
        read(head, head.hitTokens);
        if (Double.isNaN(head.scheduledAtMillis)) {
            head.scheduledAtMillis = nowMillis;
            listener.scheduled(head);
        }
        return head;
    }

    /** Notes that so many tokens of a prompt need no computing any more. */
    void read(Sequence sequence, int tokens) {
        sequence.unreadTokens -= tokens;
        unprefilledTokens -= tokens;
        if (sequence.unreadTokens == 0) {
            prefixes.remember(sequence.spec().prefix());
        }
    }

    /** Gives the token that comes with the end of a prompt. */
    void giveTokenOfPrompt(double nowMillis, Sequence sequence) {
        var first = sequence.settledTokens++ == 0;
        var gapMillis = nowMillis - sequence.settledTokenAtMillis;
        sequence.settledTokenAtMillis = nowMillis;
        if (first) {
            sequence.firstTokenAtMillis = nowMillis;
            listener.firstToken(sequence);
        } else {
            listener.nextToken(sequence, gapMillis);
        }
        if (sequence.isComplete()) {
            sequence.phase = Sequence.Phase.GONE;
            finish(nowMillis, sequence);
        } else {
            batch.join(sequence);
        }
    }

    /** Gets the blocks for the next step, preempting from the young end where they are wanting; whether it had to. */
    boolean makeRoom() {
        if (blocks.tryTake(batch.missingBlocks())) {
            return false;
        }
        for (var i = 0; i < running.size(); i++) {
            if (running.get(i).decodes()) {
                makeRoomFor(running.get(i));
            }
        }
        return true;
    }

    /** Ends the step under way for those that decode. */
    void endStep(double nowMillis) {
        batch.end(nowMillis, listener);
        for (var ended = batch.removeEnded(); ended != null; ended = batch.removeEnded()) {
            finish(nowMillis, ended);
        }
    }

    /** Drops a sequence; false if it has left already. */
    boolean abort(double nowMillis, Sequence sequence) {
        switch (sequence.phase) {
            case GONE -> {
                return false;
            }
            case WAITING -> {
                waiting.remove(sequence);
                sequence.phase = Sequence.Phase.GONE;
            }
            case PREFILL, JOINING, DECODE -> {
                running.remove(sequence);
                leave(sequence, Sequence.Phase.GONE);
            }
        }
        forgive(sequence);
        sequence.endedAtMillis = nowMillis;
        aborted++;
        listener.aborted(sequence);
        return true;
    }

    /** The sequence that got its slot last; null if none has one. */
    Sequence youngest() {
        return running.isEmpty() ? null : running.get(running.size() - 1);
    }

    void forEachRunning(Consumer<Sequence> told) {
        running.forEach(told);
    }

    int running() {
        return running.size();
    }

    int outstanding() {
        return running.size() + waiting.size();
    }

    EngineState state() {
        return new EngineState(
                running.size(),
                waiting.size(),
                unprefilledTokens,
                blocks.used(),
                blocks.total(),
                accepted,
                finished,
                aborted,
                preemptions);
    }

    private void makeRoomFor(Sequence sequence) {
        var missing = batch.missingBlocks(sequence);
        while (!blocks.tryTake(missing)) {
            var youngest = running.remove(running.size() - 1);
            leave(youngest, Sequence.Phase.WAITING);
            waiting.addFirst(youngest);
            forgive(youngest);
            owe(youngest);
            youngest.preemptions++;
            preemptions++;
            listener.preempted(youngest);
            if (youngest == sequence) {
                return;
            }
        }
    }

    private void finish(double nowMillis, Sequence sequence) {
        running.remove(sequence);
        blocks.release(sequence.settledBlocks);
        sequence.endedAtMillis = nowMillis;
        finished++;
        listener.finished(sequence);
    }

    private void leave(Sequence sequence, Sequence.Phase next) {
        if (sequence.decodes()) {
            batch.remove(sequence, next);
        } else {
            prefillStopped.accept(sequence);
            sequence.phase = next;
        }
        blocks.release(sequence.settledBlocks);
    }

    private void owe(Sequence sequence) {
        sequence.unreadTokens = sequence.cachedTokens();
        unprefilledTokens += sequence.unreadTokens;
    }

    private void forgive(Sequence sequence) {
        unprefilledTokens -= sequence.unreadTokens;
        sequence.unreadTokens = 0;
    }
}
