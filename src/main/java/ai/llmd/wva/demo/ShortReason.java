package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Mix;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.Rationale.SharedLoad;
import ai.llmd.wva.model.ReplicaCapacity;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a number was decided, in a few words; the whole of it is in the status and on the live page. */
final class ShortReason {
    private ShortReason() {}

    static String of(Decision decision) {
        var rationale = decision.rationale();
        if (rationale instanceof OwnLoad load) {
            return rate(load.presentPerSecond(), load.ratePerSecond(), load.growth()) + "; a replica carries "
                    + carries(load.capacity());
        }
        if (rationale instanceof SharedLoad load) {
            return rate(load.presentPerSecond(), load.ratePerSecond(), load.growth())
                    + (load.full() ? ": " : ", enough for ")
                    + mix(load.mix())
                    + load.kept().map(kept -> "; no scale-in yet").orElse("");
        }
        return rationale instanceof Held held ? "held: " + cause(held.cause()) : DecisionText.reason(decision);
    }

    private static String rate(double presentPerSecond, double plannedPerSecond, Optional<Headroom> growth) {
        var present = perMinute(presentPerSecond);
        var planned = perMinute(plannedPerSecond);
        if (present.equals(planned)) {
            return present + "/min";
        }
        var why = growth.filter(Headroom::rises).isPresent()
                ? "rising to"
                : growth.filter(Headroom::drains).isPresent() ? "with its queue" : "with room";
        return present + "/min " + why + " " + planned;
    }

    private static String carries(ReplicaCapacity capacity) {
        return perMinute(capacity.ratePerSecond()) + " (" + binding(capacity) + ")";
    }

    private static String binding(ReplicaCapacity capacity) {
        return switch (capacity.binding()) {
            case ITL -> "ITL";
            case TTFT -> "TTFT";
            default -> DecisionText.constraint(capacity.binding());
        };
    }

    private static String mix(Mix mix) {
        return mix.shares().stream()
                .map(share -> share.replicas() + " " + share.variant())
                .collect(Collectors.joining(" + "));
    }

    private static String cause(HoldCause cause) {
        if (cause instanceof HoldCause.LoadUnknown unknown) {
            return switch (unknown.cause()) {
                case ABSENT -> "no metrics of its pods";
                case MISSING -> "its metrics do not suffice";
                case STALE -> "its metrics are too old";
                case PROMETHEUS_ERROR -> "its metrics cannot be read";
                case IMPLAUSIBLE -> "its metrics are implausible";
            };
        }
        return cause instanceof HoldCause.PartialMetrics partial
                ? "only " + partial.reportingPods() + " of " + partial.expectedPods() + " pods report"
                : "see its status";
    }

    private static String perMinute(double ratePerSecond) {
        return String.valueOf(Math.round(ratePerSecond * SECONDS_PER_MINUTE));
    }
}
