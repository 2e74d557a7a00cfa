package ai.llmd.wva.verticle;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Plan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plan in the log: at info one line for the cycle and a warning for each variant whose decision is not fresh; at debug
 * the system as it was read and the solution.
 */
final class PlanLog {
    private static final Logger LOG = LoggerFactory.getLogger("ai.llmd.wva.plan");

    private PlanLog() {}

    static void write(Plan plan) {
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
        for (var decision : plan.decisions().values()) {
            line(plan.cycle(), decision);
        }
        long optimized = plan.decisions().values().stream()
                .filter(decision -> decision.outcome().succeeded())
                .count();
        var summary = plan.summary();
        (summary.complete() ? LOG.atInfo() : LOG.atWarn())
                .addKeyValue("cycle", plan.cycle())
                .addKeyValue("variants", plan.decisions().size())
                .addKeyValue("optimized", optimized)
                .addKeyValue("costCentsPerHour", summary.costCentsPerHour())
                .addKeyValue("gap", summary.gap())
                .log(
                        summary.complete()
                                ? "planned"
                                : "planned; the time limit cut the search short: the best plan found");
    }

    private static void line(long cycle, Decision decision) {
        var fresh = decision.outcome().succeeded();
        (fresh ? LOG.atInfo() : LOG.atWarn())
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
                .addKeyValue("advice", DecisionText.advice(decision).orElse("none"))
                .log(DecisionText.reason(decision));
    }
}
