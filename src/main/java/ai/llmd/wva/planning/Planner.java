package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Memory;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.VariantMemory;
import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.WorkLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Plans an observation: looks at each variant, puts those together that share a load, and shares out accelerators where
 * their number is limited. One variant's fault never touches another's decision.
 */
public final class Planner {
    private Planner() {}

    /** Plans as the controller does unless configured otherwise, however long it takes. */
    public static PlanStep plan(Observation observation, Memory memory) {
        return plan(observation, memory, PlanningRules.DEFAULT, WorkLimit.NONE);
    }

    /** Decides on every variant. Never throws for what a variant declares or what was measured of it. */
    public static PlanStep plan(Observation observation, Memory memory, PlanningRules rules, WorkLimit limit) {
        var situations = new TreeMap<VariantId, Situation>();
        for (var variant : observation.fleet().variants().values()) {
            situations.put(variant.id(), Situation.of(observation, variant, memory.of(variant), rules.live()));
        }
        var settled = new ArrayList<Settled>();
        var claims = new ArrayList<Claim>();
        for (var assessment : Assessor.assess(situations.values())) {
            if (assessment instanceof Claim claim) {
                claims.add(claim);
            } else {
                settled.add((Settled) assessment);
            }
        }
        var decisions = new TreeMap<VariantId, Decision>();
        settled.forEach(one -> decisions.put(one.decision().id(), one.decision()));
        Optional<AllocationSolution> solution = Optional.empty();
        if (observation.fleet().capacity().isLimited() && !claims.isEmpty()) {
            var sharing = Sharing.of(observation.fleet(), rules, limit, claims, settled);
            claims.forEach(claim -> put(claim, sharing::decisions, decisions));
            solution = Optional.of(sharing.solution());
        } else {
            claims.forEach(claim -> put(claim, Claim::unlimited, decisions));
        }
        var summary = Summaries.of(observation.fleet(), decisions.values(), solution);
        return new PlanStep(new Plan(observation, decisions, summary), remember(situations, decisions));
    }

    private static void put(Claim claim, Function<Claim, List<Decision>> decide, Map<VariantId, Decision> decisions) {
        List<Decision> made;
        try {
            made = decide.apply(claim);
        } catch (RuntimeException e) {
            made = claim.situations().stream()
                    .map(situation -> Holding.failed(situation, e))
                    .toList();
        }
        for (var decision : made) {
            decisions.put(decision.id(), decision);
        }
    }

    private static Memory remember(Map<VariantId, Situation> situations, Map<VariantId, Decision> decisions) {
        var remembered = new TreeMap<VariantId, VariantMemory>();
        situations.forEach((id, situation) -> remembered.put(id, remember(situation, decisions.get(id))));
        return new Memory(remembered);
    }

    private static VariantMemory remember(Situation situation, Decision decision) {
        var lastGood = situation.lastGood();
        if (decision.outcome().succeeded() && decision.desiredReplicas().isPresent()) {
            lastGood = Optional.of(new LastGoodDecision(
                    decision.accelerator(), decision.desiredReplicas().getAsInt(), situation.at()));
        }
        return new VariantMemory(
                situation.variant().uid(), lastGood, situation.inputTokens(), situation.outputTokens());
    }
}
