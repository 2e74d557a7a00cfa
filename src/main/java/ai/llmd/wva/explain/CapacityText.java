package ai.llmd.wva.explain;

import ai.llmd.wva.model.ConcurrentRequests;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.ReplicaCapacity;
import java.util.OptionalDouble;

/** What one replica carries and under which target; in parentheses what it would carry under the others. */
final class CapacityText {
    private CapacityText() {}

    static Sentence carries(Sentence sentence, ReplicaCapacity capacity) {
        sentence.add("one carries ").perMinute(capacity.ratePerSecond()).add(" within ");
        switch (capacity.binding()) {
            case ITL ->
                sentence.add("inter-token latency ").millis(capacity.target().itlMillis());
            case TTFT ->
                sentence.add("time to first token ").millis(capacity.target().ttftMillis());
            case TOKENS_PER_SECOND -> sentence.add("the headroom for tokens per second");
            default -> sentence.add("its throughput");
        }
        others(sentence, capacity);
        capacity.concurrent().ifPresent(concurrent -> batch(sentence, concurrent));
        return sentence;
    }

    /** Which law sized it, and what bounds the batch. */
    private static void batch(Sentence sentence, ConcurrentRequests concurrent) {
        var cause =
                switch (concurrent.limit()) {
                    case BATCH_SIZE -> "its largest batch";
                    case KV_CACHE -> "all that its KV cache holds";
                    case STEP_BUDGET -> "all whose prompts and tokens fit in its steps";
                };
        sentence.add(", batching continuously up to ")
                .add((int) Math.floor(concurrent.most()))
                .add(" requests, ")
                .add(cause);
        concurrent
                .cached()
                .ifPresent(cached -> sentence.add("; of ")
                        .number(cached.inputTokens())
                        .add(" prompt tokens ")
                        .number(cached.cachedTokens())
                        .add(" come from the prefix cache"));
    }

    private static Sentence others(Sentence sentence, ReplicaCapacity capacity) {
        var limits = capacity.limits();
        var binding = capacity.binding();
        boolean any = false;
        if (binding != Constraint.ITL) {
            any = other(sentence, any, "inter-token latency: ", limits.itl());
        }
        if (binding != Constraint.TTFT) {
            any = other(sentence, any, "time to first token: ", limits.ttft());
        }
        if (binding != Constraint.THROUGHPUT) {
            any = other(sentence, any, "throughput: ", OptionalDouble.of(limits.throughput()));
        }
        return any ? sentence.add(")") : sentence;
    }

    /** Whether there is an opening parenthesis now. */
    private static boolean other(Sentence sentence, boolean any, String name, OptionalDouble ratePerSecond) {
        if (ratePerSecond.isEmpty()) {
            return any;
        }
        sentence.add(any ? ", " : " (").add(name).rate(ratePerSecond.getAsDouble());
        return true;
    }
}
