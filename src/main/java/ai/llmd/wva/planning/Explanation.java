package ai.llmd.wva.planning;

import ai.llmd.wva.model.Advice;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.queueing.Sizing;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Puts the decision on a variant that has its load to itself into words: why this number, what else, what would change it.
 *
 * @param taken the option that the variant gets, or got a part of
 * @param runnerUp what came second
 * @param advice where another accelerator would serve it better
 * @param sentence an empty one, to word it with
 */
record Explanation(
        Situation situation, Option taken, Optional<Option> runnerUp, Optional<Advice> advice, Sentence sentence) {

    /** A variant that gets all it wants. */
    Decision full() {
        var constraint = taken.constraint();
        need();
        switch (constraint) {
            case MINIMUM -> sentence.add("; minReplicas ").add(taken.replicas());
            case MAXIMUM -> sentence.add("; maxReplicas ").add(taken.replicas());
            case QUEUE -> sentence.add("; ").add(constraint.words());
            default -> {}
        }
        return decision(taken.replicas(), constraint, sentence.end(), changesAt());
    }

    /** A variant that capacity does not suffice for. Its minimum is kept all the same. */
    Decision partial(int granted) {
        int replicas = Math.max(granted, situation.bounds().apply(0));
        need().add("; it gets devices of ")
                .add(taken.candidate().accelerator().device())
                .add(" for ")
                .add(granted == 0 ? "none" : String.valueOf(granted));
        if (replicas > granted) {
            sentence.add("; minReplicas ").add(replicas);
        }
        return decision(replicas, Constraint.CAPACITY, sentence.end(), Optional.of("more devices"));
    }

    private Decision decision(int replicas, Constraint constraint, String reason, Optional<String> changesAt) {
        var variant = situation.variant();
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                taken.accelerator(),
                OptionalInt.of(replicas),
                variant.currentReplicas(),
                Optional.of(situation.at()),
                Optional.of(taken.allocation(replicas)),
                constraint,
                reason,
                runnerUp.isPresent() ? Optional.of(words(runnerUp.get())) : Optional.empty(),
                changesAt,
                OptionalInt.empty(),
                advice);
    }

    private Sentence need() {
        sentence.perMinute(taken.ratePerSecond())
                .add(" of ")
                .number(taken.candidate().requests().shape().outputTokens())
                .add(" output tokens need ")
                .replicas(taken.needed())
                .add(" of ")
                .add(taken.accelerator())
                .add(": ");
        return carries(sentence, taken.candidate());
    }

    private String words(Option option) {
        return sentence.add(option.accelerator())
                .add(": ")
                .replicas(option.replicas())
                .add(", ")
                .cost(option.costCentsPerHour())
                .end();
    }

    /** At which load there would be one replica more or less; nothing where the load does not decide. */
    private Optional<String> changesAt() {
        if (taken.candidate().requests().target().tokensPerSecond() > 0) {
            return Optional.empty();
        }
        double perReplica = taken.candidate().perReplicaRatePerSecond();
        int replicas = taken.bounded();
        var bounds = situation.bounds();
        if (replicas < bounds.apply(Integer.MAX_VALUE)) {
            Thresholds.above(sentence, replicas * perReplica, taken.ratePerSecond())
                    .add(": ")
                    .replicas(replicas + 1);
        }
        if (replicas > Math.max(1, bounds.apply(0))) {
            sentence.add(sentence.isEmpty() ? "" : "; ");
            Thresholds.below(sentence, (replicas - 1) * perReplica, taken.ratePerSecond())
                    .add(": ")
                    .replicas(replicas - 1);
        }
        return sentence.isEmpty() ? Optional.empty() : Optional.of(sentence.end());
    }

    /** What one replica carries and under which target; in parentheses what it would carry under the others. */
    static Sentence carries(Sentence sentence, Candidate candidate) {
        var sizing = candidate.feasible();
        var target = candidate.requests().target();
        var binding = candidate.binding();
        sentence.add("one carries ").perMinute(sizing.perReplicaRatePerSecond()).add(" within ");
        switch (binding) {
            case ITL -> sentence.add("inter-token latency ").millis(target.itlMillis());
            case TTFT -> sentence.add("time to first token ").millis(target.ttftMillis());
            case TOKENS_PER_SECOND -> sentence.add("the headroom for tokens per second");
            default -> sentence.add("its throughput");
        }
        var separator = " (";
        if (target.itlMillis() > 0 && binding != Constraint.ITL) {
            other(sentence, separator, "inter-token latency: ", sizing.rateForItlPerSecond());
            separator = ", ";
        }
        if (target.ttftMillis() > 0 && binding != Constraint.TTFT) {
            other(sentence, separator, "time to first token: ", sizing.rateForTtftPerSecond());
            separator = ", ";
        }
        if (binding != Constraint.THROUGHPUT) {
            other(sentence, separator, "throughput: ", sizing.throughputPerSecond());
            separator = ", ";
        }
        return ", ".equals(separator) ? sentence.add(")") : sentence;
    }

    private static void other(Sentence sentence, String separator, String name, double ratePerSecond) {
        sentence.add(separator).add(name).number(ratePerSecond * Sentence.SECONDS_PER_MINUTE);
    }

    static String infeasible(Candidate candidate) {
        var refusal = (Sizing.Infeasible) candidate.sizing();
        var what =
                switch (refusal.target()) {
                    case ITL -> "inter-token latency";
                    case TTFT -> "time to first token";
                    case TOKENS, CAPACITY -> "latency";
                };
        return new Sentence()
                .add(what)
                .add(" target ")
                .millis(refusal.targetMillis())
                .add(" cannot be met on ")
                .add(candidate.name())
                .add(": one request alone takes ")
                .millis(refusal.bestMillis())
                .end();
    }
}
