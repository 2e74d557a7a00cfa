package ai.llmd.wva.verticle;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.SolutionText;
import ai.llmd.wva.explain.SystemText;
import ai.llmd.wva.model.Plan;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Plans in the log: one line for each cycle and one for each decision that is news; a warning where it is not fresh. At
 * debug every decision, and the system as it was read and the solution. Used from one thread at a time.
 */
final class PlanLog {
    private static final Logger LOG = LoggerFactory.getLogger("ai.llmd.wva.plan");
    private static final Map<PlanNews.Kind, Level> LEVELS = Map.of(
            PlanNews.Kind.CHANGED, Level.INFO,
            PlanNews.Kind.FRESH_AGAIN, Level.INFO,
            PlanNews.Kind.NOT_FRESH, Level.WARN,
            PlanNews.Kind.STILL_NOT_FRESH, Level.WARN,
            PlanNews.Kind.REPEATED, Level.DEBUG);

    private PlanNews news = PlanNews.NONE;

    void write(Plan plan) {
        news = news.next(plan);
        if (LOG.isDebugEnabled()) {
            LOG.atDebug()
                    .addKeyValue("cycle", plan.cycle())
                    .addKeyValue("system", SystemText.of(plan.observation()))
                    .log("system data prepared for optimization");
            LOG.atDebug()
                    .addKeyValue("cycle", plan.cycle())
                    .addKeyValue("solution", SolutionText.of(plan))
                    .log("optimization solution");
        }
        for (var id : plan.decisions().keySet()) {
            line(plan.cycle(), news.of(id));
        }
        summary(plan);
    }

    private void summary(Plan plan) {
        long optimized = plan.decisions().values().stream()
                .filter(decision -> decision.outcome().succeeded())
                .count();
        var summary = plan.summary();
        (summary.complete() ? LOG.atInfo() : LOG.atWarn())
                .addKeyValue("cycle", plan.cycle())
                .addKeyValue("variants", plan.decisions().size())
                .addKeyValue("optimized", optimized)
                .addKeyValue("changed", news.count())
                .addKeyValue("costCentsPerHour", summary.costCentsPerHour())
                .addKeyValue("gap", summary.gap())
                .log(
                        summary.complete()
                                ? "planned"
                                : "planned; the time limit cut the search short: the best plan found");
    }

    private static void line(long cycle, PlanNews.Item item) {
        var level = LEVELS.get(item.kind());
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        var decision = item.decision();
        var line = LOG.atLevel(level)
                .addKeyValue("cycle", cycle)
                .addKeyValue("variant", decision.id().toString())
                .addKeyValue("outcome", decision.outcome().name())
                .addKeyValue("accelerator", decision.accelerator())
                .addKeyValue("current", decision.currentReplicas())
                .addKeyValue(
                        "desired",
                        decision.desiredReplicas().isPresent()
                                ? decision.desiredReplicas().getAsInt()
                                : "unknown")
                .addKeyValue("constraint", decision.constraint().name())
                .addKeyValue("runnerUp", DecisionText.runnerUp(decision).orElse("none"))
                .addKeyValue("changesAt", DecisionText.changesAt(decision).orElse("none"))
                .addKeyValue("advice", DecisionText.advice(decision).orElse("none"));
        var since = item.staleness().map(staleness -> line.addKeyValue("notFreshSince", staleness.since()));
        since.orElse(line).log(prefix(item.kind()) + DecisionText.reason(decision));
    }

    private static String prefix(PlanNews.Kind kind) {
        return switch (kind) {
            case FRESH_AGAIN -> "fresh again: ";
            case STILL_NOT_FRESH -> "still not fresh: ";
            case CHANGED, NOT_FRESH, REPEATED -> "";
        };
    }
}
