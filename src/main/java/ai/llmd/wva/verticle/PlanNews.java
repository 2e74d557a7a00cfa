package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.model.Rationale.SharedLoad;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan tells that those before it did not. A line that repeats the last one buries those that do not: only a
 * changed decision is news, and one that is not fresh when it becomes so and then every {@link #REMINDER}.
 */
final class PlanNews {
    static final Duration REMINDER = Duration.ofHours(1);

    /** Before the first plan: every decision of the first is news. */
    static final PlanNews NONE = new PlanNews(Map.of());

    /** How a decision compares with that of the plan before. */
    enum Kind {
        /** Its facts are new, or the variant is. */
        CHANGED,
        /** It is no longer fresh, or for another reason than before. */
        NOT_FRESH,
        /** It is not fresh since long ago. */
        STILL_NOT_FRESH,
        FRESH_AGAIN,
        REPEATED
    }

    /**
     * A decision as news.
     *
     * @param staleness while it is not fresh
     */
    record Item(Kind kind, Decision decision, Optional<Staleness> staleness) {
        boolean isNews() {
            return kind != Kind.REPEATED;
        }
    }

    /** Since when a decision is not fresh, and when that was last told. */
    record Staleness(Instant since, Instant told) {}

    private final Map<VariantId, Item> items;

    private PlanNews(Map<VariantId, Item> items) {
        this.items = items;
    }

    /** What this plan tells, after the one that these are the news of. */
    PlanNews next(Plan plan) {
        var at = plan.observation().at();
        var next = new HashMap<VariantId, Item>();
        for (var decision : plan.decisions().values()) {
            next.put(decision.id(), item(items.get(decision.id()), decision, at));
        }
        return new PlanNews(next);
    }

    /** The news of one variant of the plan. */
    Item of(VariantId variant) {
        return items.get(variant);
    }

    /** How many decisions of the plan are news. */
    long count() {
        return items.values().stream().filter(Item::isNews).count();
    }

    private static Item item(Item before, Decision decision, Instant at) {
        return decision.outcome().succeeded() ? fresh(before, decision) : stale(before, decision, at);
    }

    private static Item fresh(Item before, Decision decision) {
        var kind = before == null || !sameFacts(before.decision(), decision) ? Kind.CHANGED : Kind.REPEATED;
        return new Item(
                before != null && before.staleness().isPresent() ? Kind.FRESH_AGAIN : kind, decision, Optional.empty());
    }

    private static Item stale(Item before, Decision decision, Instant at) {
        if (before == null || before.staleness().isEmpty()) {
            return new Item(Kind.NOT_FRESH, decision, Optional.of(new Staleness(at, at)));
        }
        var last = before.staleness().get();
        if (!sameFacts(before.decision(), decision)) {
            return new Item(Kind.NOT_FRESH, decision, Optional.of(new Staleness(last.since(), at)));
        }
        if (!at.isBefore(last.told().plus(REMINDER))) {
            return new Item(Kind.STILL_NOT_FRESH, decision, Optional.of(new Staleness(last.since(), at)));
        }
        return new Item(Kind.REPEATED, decision, before.staleness());
    }

    /** Loads, predictions and thresholds move with every measurement and are none of these. */
    private static boolean sameFacts(Decision before, Decision after) {
        return before.outcome() == after.outcome()
                && before.advisory() == after.advisory()
                && before.constraint() == after.constraint()
                && before.accelerator().equals(after.accelerator())
                && before.desiredReplicas().equals(after.desiredReplicas())
                && advised(before).equals(advised(after))
                && unlikeLengths(before) == unlikeLengths(after)
                && holdCause(before).equals(holdCause(after));
    }

    private static String advised(Decision decision) {
        return decision.advice().map(Alternative::accelerator).orElse("");
    }

    private static boolean unlikeLengths(Decision decision) {
        return decision.rationale() instanceof SharedLoad shared
                && shared.unlike().isPresent();
    }

    /** Whose fault it is, where it is not fresh; not how old a sample is, or how many pods report. */
    private static Object holdCause(Decision decision) {
        if (!(decision.rationale() instanceof Held held)) {
            return "";
        }
        if (held.cause() instanceof HoldCause.LoadUnknown unknown) {
            return unknown.cause();
        }
        var cause = held.cause();
        return cause instanceof HoldCause.Invalid
                        || cause instanceof HoldCause.TargetMissing
                        || cause instanceof HoldCause.Failed
                ? cause
                : cause.getClass();
    }
}
