package ai.llmd.wva.planning;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.solver.AllocationProblem;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.AllocationSolver;
import ai.llmd.wva.planning.solver.Demand;
import ai.llmd.wva.planning.solver.GreedySolver;
import ai.llmd.wva.planning.solver.NearExactSolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Accelerators whose number is limited, shared out among those who claim them. Where they do not suffice for all, room
 * for growth comes last: nobody waits for a device that another would only keep ready.
 *
 * @param solution who gets what; where room gave way, before what was left over went to room
 * @param grants what each claim gets, by its name
 * @param willing names of the claims that would move to another accelerator if they could
 * @param moving what would be best could these move; nothing where there are none
 */
record Sharing(
        AllocationSolution solution,
        SortedMap<String, Grant> grants,
        Set<String> willing,
        Optional<AllocationSolution> moving) {

    /**
     * The claims share what is left.
     *
     * @param withoutRoom of claims that want room for growth, what they need without it; is asked where devices do not
     *     suffice for all
     */
    static Sharing of(
            Capacity left,
            PlanningRules rules,
            WorkLimit limit,
            List<Claim> claims,
            Function<List<Claim>, Map<String, Claim>> withoutRoom) {
        var sharing = of(left, rules, limit, claims);
        if (sharing.isForAll()) {
            return sharing;
        }
        var needs = withoutRoom.apply(claims);
        if (needs.isEmpty()) {
            return sharing;
        }
        var needed = solver(rules)
                .solve(
                        new AllocationProblem(
                                claims.stream()
                                        .map(claim -> needs.getOrDefault(claim.name(), claim))
                                        .map(Claim::demand)
                                        .toList(),
                                left,
                                rules.saturation()),
                        limit);
        return new Sharing(
                needed, LeftForRoom.granted(left, needed, claims, needs.keySet()), sharing.willing(), sharing.moving());
    }

    private static Sharing of(Capacity left, PlanningRules rules, WorkLimit limit, List<Claim> claims) {
        var demands = new ArrayList<Demand>(claims.size());
        var movingDemands = new ArrayList<Demand>(claims.size());
        var willing = new HashSet<String>();
        for (var claim : claims) {
            var demand = claim.demand();
            var movingDemand = claim.movingDemand();
            demands.add(demand);
            movingDemands.add(movingDemand.orElse(demand));
            if (movingDemand.isPresent()) {
                willing.add(demand.name());
            }
        }
        var solver = solver(rules);
        var solution = solver.solve(new AllocationProblem(demands, left, rules.saturation()), limit);
        var grants = new TreeMap<String, Grant>();
        demands.forEach(demand -> grants.put(demand.name(), Grant.of(solution, demand.name())));
        return new Sharing(
                solution,
                grants,
                willing,
                solution.complete() && !willing.isEmpty()
                        ? Optional.of(
                                solver.solve(new AllocationProblem(movingDemands, left, rules.saturation()), limit))
                        : Optional.empty());
    }

    private boolean isForAll() {
        return grants.values().stream().allMatch(Grant::full);
    }

    /** The decisions on a claim. */
    List<Decision> decisions(Claim claim) {
        var name = claim.name();
        var advised = moving.filter(better -> willing.contains(name))
                .flatMap(better -> Optional.ofNullable(better.served().get(name)));
        return claim.granted(grants.get(name), advised);
    }

    private static AllocationSolver solver(PlanningRules rules) {
        return rules.solver() == SolverKind.GREEDY
                ? new GreedySolver(rules.delayedBestEffort())
                : new NearExactSolver();
    }
}
