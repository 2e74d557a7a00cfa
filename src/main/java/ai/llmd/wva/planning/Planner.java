package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.planning.solver.Mps;
import ai.llmd.wva.policy.PlanStep;
import ai.llmd.wva.policy.PlanningFailure;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.SolvedProblem;
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
        var sharings = new ArrayList<Sharing>(2);
        double keptForMoves = 0;
        if (!observation.fleet().capacity().isLimited()) {
            for (var claim : claims) {
                put(claim, Claim::unlimited, decisions, failures);
                keptForMoves += claim.keptForMovesCentsPerHour();
            }
        } else {
            // what is only advised takes no accelerator from what is acted on
            var acting = claims.stream().filter(claim -> !claim.advisory()).toList();
            var advised = claims.stream().filter(Claim::advisory).toList();
            var beside = left(observation.fleet(), settled);
            advised.forEach(claim -> claim.situations().forEach(one -> beside.takeRunning(one.variant())));
            share(beside, limit, acting, decisions, failures).ifPresent(sharings::add);
            var after = left(observation.fleet(), settled);
            acting.forEach(claim -> claim.ids().forEach(id -> after.take(decisions.get(id))));
            share(after, limit, advised, decisions, failures).ifPresent(sharings::add);
        }
        situations.forEach((id, situation) -> situation
                .speed()
                .learning()
                .ifPresent(learning -> decisions.computeIfPresent(id, (same, one) -> one.withLearning(learning))));
        var summary = Summaries.of(observation.fleet(), decisions.values(), sharings, keptForMoves);
        return new PlanStep<>(
                new Plan(observation, decisions, summary),
                remember(situations, decisions),
                failures,
                problem(observation.fleet().capacity().isLimited(), claims, sharings));
    }

    /** For those who are acted on, if there are any. Where nobody is in another's way, all of them. */
    private Optional<SolvedProblem> problem(boolean limited, List<Claim> claims, List<Sharing> sharings) {
        return limited && !claims.isEmpty()
                ? sharings.stream().findFirst().map(sharing -> () -> Mps.of(sharing.solution()))
                : Optional.of(() -> Mps.of(Sharing.unlimited(rules, claims)));
    }

    private static DevicesLeft left(Fleet fleet, List<Settled> settled) {
        var left = new DevicesLeft(fleet);
        settled.forEach(one -> left.take(one.decision()));
        return left;
    }

    /** Decides on claims that share what is left. Empty without any, and where that went wrong. */
    private Optional<Sharing> share(
            DevicesLeft left,
            WorkLimit limit,
            List<Claim> claims,
            Map<VariantId, Decision> decisions,
            Collection<PlanningFailure> failures) {
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        try {
            var sharing = Sharing.of(left.capacity(), rules, limit, claims, this::withoutRoom);
            claims.forEach(claim -> put(claim, sharing::decisions, decisions, failures));
            return Optional.of(sharing);
        } catch (RuntimeException | StackOverflowError e) {
            failures.add(new PlanningFailure(
                    claims.stream().flatMap(claim -> claim.ids().stream()).toList(), e));
            claims.forEach(claim -> fail(claim, e, decisions));
            return Optional.empty();
        }
    }

    /** By name, the claims that want room, as they would be without it. */
    private Map<String, Claim> withoutRoom(List<Claim> claims) {
        var tight = claims.stream()
                .filter(Claim::wantsRoom)
                .flatMap(claim -> claim.situations().stream())
                .map(Situation::withoutRoom)
                .toList();
        var needs = new TreeMap<String, Claim>();
        for (var assessment : new Assessor(sizings.get(), new ArrayList<>()).assess(tight)) {
            if (assessment instanceof Claim claim) {
                needs.put(claim.name(), claim);
            }
        }
        return needs;
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
        boolean waitedFor = decision.rationale() instanceof Held held
                && (held.kept() == KeptDecision.WOKEN || held.kept() == KeptDecision.RAISED);
        // what requests waited for is not taken away again before it is known what it serves
        if ((waitedFor || decision.outcome().succeeded())
                && decision.desiredReplicas().isPresent()) {
            lastGood = Optional.of(new LastGoodDecision(
                    decision.accelerator(), decision.desiredReplicas().getAsInt(), situation.at()));
        }
        return new VariantMemory(
                situation.variant().uid(),
                lastGood,
                decision.desiredReplicas(),
                situation.inputTokens(),
                situation.outputTokens(),
                situation.recentLoads(),
                situation.startTimes(),
                situation.speed().estimate());
    }
}
