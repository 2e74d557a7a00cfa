package ai.llmd.wva.planning;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.queueing.Sizing;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts a decision into words: why this number, what came second, what would change it. */
final class Explanation {
    private Explanation() {}

    static Decision decision(
            Situation situation, Option best, int replicas, Optional<Option> runnerUp, ServiceTarget target) {
        var variant = situation.variant();
        var constraint = replicas == best.replicas() ? best.constraint() : Constraint.QUEUE;
        return new Decision(
                variant.id(),
                Outcome.OPTIMIZED,
                best.candidate().name(),
                OptionalInt.of(replicas),
                variant.currentReplicas(),
                Optional.of(situation.at()),
                Optional.of(best.allocation(replicas, target)),
                constraint,
                reason(best, replicas, constraint, target),
                runnerUp.map(Explanation::words),
                changesAt(best, situation.bounds(), target));
    }

    static String infeasible(Candidate candidate) {
        var refusal = (Sizing.Infeasible) candidate.sizing();
        var what =
                switch (refusal.target()) {
                    case ITL -> "inter-token latency";
                    case TTFT -> "time to first token";
                    case TOKENS, CAPACITY -> "latency";
                };
        return what + " target " + Words.millis(refusal.targetMillis()) + " cannot be met on " + candidate.name()
                + ": one request alone takes " + Words.millis(refusal.bestMillis());
    }

    private static String reason(Option best, int replicas, Constraint constraint, ServiceTarget target) {
        var need = Words.perMinute(best.ratePerSecond()) + " of "
                + Words.number(best.candidate().shape().outputTokens()) + " output tokens need "
                + Words.replicas(best.needed()) + " of " + best.candidate().name() + ": one carries "
                + Words.perMinute(best.sizing().perReplicaRatePerSecond()) + " within " + limit(best, target);
        return switch (constraint) {
            case MINIMUM -> need + "; minReplicas " + replicas;
            case MAXIMUM -> need + "; maxReplicas " + replicas;
            case QUEUE -> need + "; " + constraint.words();
            default -> need;
        };
    }

    private static String limit(Option best, ServiceTarget target) {
        return switch (best.sizing().binding()) {
            case ITL -> "inter-token latency " + Words.millis(target.itlMillis());
            case TTFT -> "time to first token " + Words.millis(target.ttftMillis());
            case TOKENS -> "the headroom for tokens per second";
            case CAPACITY -> "its throughput";
        };
    }

    private static String words(Option option) {
        return option.candidate().name() + ": " + Words.replicas(option.replicas()) + ", "
                + Words.cost(option.costCentsPerHour());
    }

    /** At which load there would be one replica more or less; nothing where the load does not decide. */
    private static Optional<String> changesAt(Option best, Bounds bounds, ServiceTarget target) {
        if (target.tokensPerSecond() > 0) {
            return Optional.empty();
        }
        double perReplica = best.sizing().perReplicaRatePerSecond();
        int replicas = best.replicas();
        var changes = new ArrayList<String>();
        if (replicas < bounds.apply(Integer.MAX_VALUE)) {
            changes.add("above " + Words.perMinute(replicas * perReplica) + ": " + Words.replicas(replicas + 1));
        }
        if (replicas > Math.max(1, bounds.apply(0))) {
            changes.add(
                    "at " + Words.perMinute((replicas - 1) * perReplica) + " or less: " + Words.replicas(replicas - 1));
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", changes));
    }
}
