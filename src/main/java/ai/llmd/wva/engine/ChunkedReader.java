package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads prompts in chunks within the steps, as vLLM V1 schedules them: those that run come first, then those that wait,
 * first come, first served, while slots, blocks and the budget of the step last, and nobody in a step for which
 * somebody was preempted. As by vLLM's default, a request gets its slot only when its whole prompt fits in the cache;
 * unlike there, it takes all of those blocks at once.
 */
final class ChunkedReader implements PromptReader {
    private final StepLaw law;
    private final double tokenMillis;
    private final int stepTokens;
    private final Slots slots;
    /** Whose prompts the step under way reads. */
    private final List<Sequence> reading = new ArrayList<>();

    ChunkedReader(StepLaw law, PromptReading.Chunked chunked, EngineLimits limits, Slots slots) {
        this.law = law;
        this.tokenMillis = chunked.tokenMillis();
        this.stepTokens = limits.stepTokens();
        this.slots = slots;
        slots.onPrefillStopped(reading::remove);
    }

    @Override
    public double nextEndMillis() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void finish(double nowMillis) {
        // all prompts end with a step
    }

    @Override
    public void stepEnded(double nowMillis) {
        for (var i = 0; i < reading.size(); i++) {
            var sequence = reading.get(i);
            slots.read(sequence, sequence.chunkTokens);
            if (sequence.unreadTokens == 0) {
                slots.giveTokenOfPrompt(nowMillis, sequence);
            }
        }
        reading.clear();
    }

    @Override
    public void admit(double nowMillis) {
        // slots are given when a step begins
    }

    @Override
    public double startStep(double nowMillis, boolean preempted) {
        var budget = stepTokens - slots.batch.size();
        var left = budget;
        // a prompt that was not read to its end took all of its step, so that nobody got a slot after it
        var youngest = slots.youngest();
        if (youngest != null && youngest.phase == Sequence.Phase.PREFILL) {
            left -= chunk(youngest, left);
        }
        while (left > 0 && !preempted) {
            var next = slots.admit(nowMillis);
            if (next == null) {
                break;
            }
            left -= chunk(next, left);
        }
        if (left == budget && slots.batch.size() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        slots.batch.start(nowMillis);
        return law.decodeMillis(slots.batch.size(), slots.batch.contextTokens()) + tokenMillis * (budget - left);
    }

    private int chunk(Sequence sequence, int left) {
        sequence.chunkTokens = Math.min(left, sequence.unreadTokens);
        if (sequence.chunkTokens > 0) {
            reading.add(sequence);
        }
        return sequence.chunkTokens;
    }
}
