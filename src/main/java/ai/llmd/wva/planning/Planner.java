package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Memory;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PreviousDecision;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.VariantMemory;
import java.util.Optional;
import java.util.TreeMap;

/** Plans every variant of an observation, each by itself: no variant's fault touches another. */
public final class Planner {
    private Planner() {}

    /** Decides on every variant. Never throws for what a variant declares or what was measured of it. */
    public static PlanStep plan(Observation observation, Memory memory) {
        var decisions = new TreeMap<VariantId, Decision>();
        var remembered = new TreeMap<VariantId, VariantMemory>();
        for (var variant : observation.fleet().variants().values()) {
            var situation = Situation.of(observation, variant, memory.of(variant));
            var decision = decide(situation);
            decisions.put(variant.id(), decision);
            remembered.put(variant.id(), remember(variant, situation, decision));
        }
        return new PlanStep(new Plan(observation, decisions), new Memory(remembered));
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
