package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Memory;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.PreviousDecision;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.VariantMemory;
import ai.llmd.wva.planning.solver.WorkLimit;
import java.util.Optional;
import java.util.TreeMap;

/** Plans every variant of an observation, each by itself: no variant's fault touches another. */
public final class Planner {
    private Planner() {}

    /** Plans as the controller does unless configured otherwise, however long it takes. */
    public static PlanStep plan(Observation observation, Memory memory) {
        return plan(observation, memory, PlanningRules.DEFAULT, WorkLimit.NONE);
    }

    /** Decides on every variant. Never throws for what a variant declares or what was measured of it. */
    public static PlanStep plan(Observation observation, Memory memory, PlanningRules rules, WorkLimit limit) {
        var decisions = new TreeMap<VariantId, Decision>();
        var remembered = new TreeMap<VariantId, VariantMemory>();
        for (var variant : observation.fleet().variants().values()) {
            var situation = Situation.of(observation, variant, memory.of(variant));
            var decision = decide(situation);
            decisions.put(variant.id(), decision);
            remembered.put(variant.id(), remember(variant, situation, decision));
        }
        return new PlanStep(
                new Plan(observation, decisions, new PlanSummary("", 0, 0, true, true)), new Memory(remembered));
    }

    private static Decision decide(Situation situation) {
        try {
            return VariantPlanner.plan(situation);
        } catch (RuntimeException e) {
            return Holding.hold(situation, Outcome.INFEASIBLE, "planning failed: " + e);
        }
    }

    private static VariantMemory remember(Variant variant, Situation situation, Decision decision) {
        var lastGood = situation.lastGood();
        if (decision.outcome().succeeded() && decision.desiredReplicas().isPresent()) {
            lastGood = Optional.of(new PreviousDecision(
                    decision.accelerator(), decision.desiredReplicas().getAsInt(), situation.at()));
        }
        return new VariantMemory(variant.uid(), lastGood, situation.inputTokens(), situation.outputTokens());
    }
}
