package ai.llmd.wva.explain;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.HoldCause.Refusal;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Rationale.Held;
import java.time.Duration;
import java.util.stream.Collectors;

/** Words for a variant that is not decided on anew: why not, and what stays. */
final class HoldText {
    static final String YOUNG_PODS = "no pod is old enough to justify fewer replicas";

    static final String TOKENS_UNKNOWN = "tokens per request are unknown before the first completion";

    private HoldText() {}

    static String reason(Decision decision, Held held) {
        return cause(held.cause()) + "; " + kept(decision, held);
    }

    private static String kept(Decision decision, Held held) {
        int replicas = decision.desiredReplicas().orElse(0);
        return switch (held.kept()) {
            case LAST_GOOD -> "last good decision held: " + replicas;
            case DECLARED -> replicas == 0 ? "it has no replicas and stays at 0" : "current replicas held: " + replicas;
            case FALLBACK ->
                "no good decision for more than "
                        + Sentence.duration(held.limit().orElse(Duration.ZERO)) + ": fallbackReplicas";
            case WOKEN -> "requests wait and nothing runs: 1 replica";
            case RAISED -> "requests wait: one more replica, " + replicas;
            case NOTHING -> "no decision to hold yet";
        };
    }

    private static String cause(HoldCause cause) {
        if (cause instanceof HoldCause.Invalid invalid) {
            return invalid.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
        }
        if (cause instanceof HoldCause.TargetMissing missing) {
            return missing.message();
        }
        if (cause instanceof HoldCause.LoadUnknown unknown) {
            return unknown.message();
        }
        if (cause instanceof HoldCause.PartialMetrics partial) {
            return "only " + partial.reportingPods() + " of " + partial.expectedPods() + " ready pods report";
        }
        if (cause instanceof HoldCause.TokensUnknown unknown) {
            return unknown.promptOnly() ? "prompt " + TOKENS_UNKNOWN : TOKENS_UNKNOWN;
        }
        if (cause instanceof HoldCause.NothingArrived) {
            return "no request arrived, but some are still being served";
        }
        if (cause instanceof HoldCause.Infeasible infeasible) {
            return infeasible.refusals().stream().map(HoldText::refusal).collect(Collectors.joining("; "));
        }
        if (cause instanceof HoldCause.NoProfile none) {
            return noProfile(none);
        }
        if (cause instanceof HoldCause.Frozen) {
            return "frozen by the annotation wva.llmd.ai/freeze";
        }
        return cause instanceof HoldCause.Failed failed ? "planning failed: " + failed.failure() : YOUNG_PODS;
    }

    private static String noProfile(HoldCause.NoProfile none) {
        var missing = "no profile" + (none.accelerator().isEmpty() ? "" : " for " + none.accelerator());
        return switch (none.calibration()) {
            case OFF -> missing + ": set spec.modelProfile";
            case OBSERVE -> missing + ": set spec.modelProfile, or use the learned profile: calibration on";
            case ON ->
                missing + " yet" + none.progress().map(HoldText::progress).orElse("")
                        + ": set spec.modelProfile, or wait until it is learned";
        };
    }

    private static String progress(HoldCause.Progress progress) {
        return ", " + progress.measured() + " of about " + progress.needed() + " cycles measured"
                + (progress.oneLoad() ? ", at one load only" : "");
    }

    private static String refusal(Refusal refusal) {
        return new Sentence()
                .add(what(refusal.target()))
                .add(" target ")
                .millis(refusal.targetMillis())
                .add(" cannot be met on ")
                .add(refusal.accelerator())
                .add(": a single request takes ")
                .millis(refusal.bestMillis())
                .end();
    }

    private static String what(Constraint target) {
        return switch (target) {
            case ITL, TTFT -> DecisionText.constraint(target);
            default -> "latency";
        };
    }
}
