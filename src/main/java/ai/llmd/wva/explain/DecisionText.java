package ai.llmd.wva.explain;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.model.Rationale.NoLoad;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.Rationale.SharedLoad;
import java.util.Optional;

/** A decision in words, for the variant's owner. Every reader of a decision says it in these. */
public final class DecisionText {
    private DecisionText() {}

    /** One sentence: why this number; of one that is only told, first what it would do. */
    public static String reason(Decision decision) {
        var why = why(decision) + LearningText.phrase(decision);
        return decision.advisory() ? advisory(decision) + "; " + why : why;
    }

    /** What one that is only told would do, e.g. {@code advisory: would have 3 replicas; nothing acts on it}. */
    public static String advisory(Decision decision) {
        if (decision.desiredReplicas().isEmpty()) {
            return "advisory: nothing acts on it";
        }
        return new Sentence()
                .add("advisory: would have ")
                .replicas(decision.desiredReplicas().getAsInt())
                .add("; nothing acts on it")
                .end();
    }

    private static String why(Decision decision) {
        var rationale = decision.rationale();
        if (rationale instanceof OwnLoad load) {
            return OwnLoadText.reason(decision, load);
        }
        if (rationale instanceof SharedLoad load) {
            return SharedLoadText.reason(decision, load);
        }
        if (rationale instanceof Held held) {
            return HoldText.reason(decision, held);
        }
        return idle(decision, (NoLoad) rationale);
    }

    private static String idle(Decision decision, NoLoad none) {
        int desired = decision.desiredReplicas().orElse(0);
        if (decision.constraint() == Constraint.QUEUE) {
            return "no load; " + constraint(Constraint.QUEUE);
        }
        if (none.stuckPods() == 0) {
            return "no load: minReplicas " + desired;
        }
        var sentence = new Sentence().add("no load: ").replicas(desired);
        return sentence.add(none.stuckPods() == 1 ? "; a stuck pod does" : "; stuck pods do")
                .add(" not count")
                .end();
    }

    /** What came second, and what it would cost. */
    public static Optional<String> runnerUp(Decision decision) {
        if (decision.rationale() instanceof OwnLoad load) {
            return load.runnerUp().map(DecisionText::alternative);
        }
        return decision.rationale() instanceof SharedLoad load
                ? load.runnerUp().map(SharedLoadText::mix)
                : Optional.empty();
    }

    /** What would change the decision. */
    public static Optional<String> changesAt(Decision decision) {
        if (decision.rationale() instanceof OwnLoad load) {
            return OwnLoadText.changesAt(load);
        }
        if (decision.rationale() instanceof SharedLoad load) {
            return SharedLoadText.changesAt(load);
        }
        return decision.rationale() instanceof NoLoad ? Optional.of("any load") : Optional.empty();
    }

    /** The accelerator that would serve the variant better, with what it would take. */
    public static Optional<String> advice(Decision decision) {
        return decision.advice().map(DecisionText::alternative);
    }

    /** For example {@code G2: 2 replicas, 46.00 cents/h}. */
    public static String alternative(Alternative alternative) {
        return new Sentence()
                .add(alternative.accelerator())
                .add(": ")
                .replicas(alternative.replicas())
                .add(", ")
                .cost(alternative.costCentsPerHour())
                .end();
    }

    /** What decided the number. */
    public static String constraint(Constraint constraint) {
        return switch (constraint) {
            case ITL -> "inter-token latency";
            case TTFT -> "time to first token";
            case TOKENS_PER_SECOND -> "tokens per second";
            case THROUGHPUT -> "throughput of a replica";
            case MINIMUM -> "minReplicas";
            case MAXIMUM -> "maxReplicas";
            case CAPACITY -> "accelerators available";
            case TRAFFIC -> "requests still routed to it";
            case HOLD -> "last good decision held";
            case QUEUE -> "requests are waiting: no scale-in";
            case STEADINESS -> "the load is only slightly lower: no scale-in yet";
            case HIDDEN_DEMAND -> "clients give up in the queue: one more replica";
            case DOUBLING -> "twice the replicas, the maximum per cycle";
            case NONE -> "nothing";
        };
    }
}
