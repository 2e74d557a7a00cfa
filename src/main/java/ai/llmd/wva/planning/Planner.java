package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.policy.PlanStep;
import ai.llmd.wva.policy.PlanningFailure;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.queueing.ReplicaSizing;
import ai.llmd.wva.queueing.Sizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The default policy: looks at each variant, puts those together that share a load, and shares out accelerators where
 * their number is limited. One variant's fault never touches another's decision.
 */
public final class Planner implements Policy<Memory> {
    private final PlanningRules rules;
    private final Supplier<ReplicaSizing> sizings;

    public Planner(PlanningRules rules) {
        this(rules, () -> new Sizer()::sizeNext);
    }

    /** Sizes replicas in another way; each plan gets a sizing of its own. */
    Planner(PlanningRules rules, Supplier<ReplicaSizing> sizings) {
        this.rules = rules;
        this.sizings = sizings;
    }

    @Override
    public Memory initialMemory() {
        return Memory.EMPTY;
    }

    @Override
    public PlanStep<Memory> plan(Observation observation, Memory memory, WorkLimit limit) {
        var situations = new TreeMap<VariantId, Situation>();
        for (var variant : observation.fleet().variants().values()) {
            situations.put(variant.id(), Situation.of(observation, variant, memory.of(variant), rules));
        }
        var failures = new ArrayList<PlanningFailure>(0);
        var settled = new ArrayList<Settled>();
        var claims = new ArrayList<Claim>();
        for (var assessment : new Assessor(sizings.get(), failures).assess(situations.values())) {
            if (assessment instanceof Claim claim) {
                claims.add(claim);
            } else {
                settled.add((Settled) assessment);
            }
        }
        var decisions = new TreeMap<VariantId, Decision>();
        settled.forEach(one -> decisions.put(one.decision().id(), one.decision()));
        Optional<Sharing> sharing = Optional.empty();
        if (!observation.fleet().capacity().isLimited() || claims.isEmpty()) {
            claims.forEach(claim -> put(claim, Claim::unlimited, decisions, failures));
        } else {
            sharing = sharing(observation, limit, claims, settled, failures);
            if (sharing.isPresent()) {
                var shared = sharing.get();
                claims.forEach(claim -> put(claim, shared::decisions, decisions, failures));
            } else {
                var failure = failures.get(failures.size() - 1).cause();
                claims.forEach(claim -> fail(claim, failure, decisions));
            }
        }
        var summary = Summaries.of(observation.fleet(), decisions.values(), sharing.map(Sharing::solution));
        return new PlanStep<>(new Plan(observation, decisions, summary), remember(situations, decisions), failures);
    }

    /** Empty where that went wrong, which is then the last of the failures. */
    private Optional<Sharing> sharing(
            Observation observation,
            WorkLimit limit,
            List<Claim> claims,
            List<Settled> settled,
            Collection<PlanningFailure> failures) {
        try {
            return Optional.of(Sharing.of(observation.fleet(), rules, limit, claims, settled));
        } catch (RuntimeException | StackOverflowError e) {
            failures.add(new PlanningFailure(
                    claims.stream().flatMap(claim -> claim.ids().stream()).toList(), e));
            return Optional.empty();
        }
    }

    private static void put(
            Claim claim,
            Function<Claim, List<Decision>> decide,
            Map<VariantId, Decision> decisions,
            Collection<PlanningFailure> failures) {
        try {
            for (var decision : decide.apply(claim)) {
                decisions.put(decision.id(), decision);
            }
        } catch (RuntimeException | StackOverflowError e) {
            failures.add(new PlanningFailure(claim.ids(), e));
            fail(claim, e, decisions);
        }
    }

    private static void fail(Claim claim, Throwable failure, Map<VariantId, Decision> decisions) {
        for (var situation : claim.situations()) {
            decisions.put(situation.variant().id(), Holding.failed(situation, failure));
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
