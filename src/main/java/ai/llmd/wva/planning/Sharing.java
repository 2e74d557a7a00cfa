package ai.llmd.wva.planning;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.solver.AllocationProblem;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.Demand;
import ai.llmd.wva.planning.solver.GreedySolver;
import ai.llmd.wva.planning.solver.NearExactSolver;
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
 * @param excessCentsPerHour by how much at most that costs more than the cheapest that serves as many
 * @param grants what each claim gets, by its name
 * @param willing names of the claims that would move to another accelerator if they could
 * @param moving what would be best could these move; nothing where there are none
 */
record Sharing(
        AllocationSolution solution,
        double excessCentsPerHour,
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
            return sharing.improved(left, rules, limit, claims);
        }
        var needs = withoutRoom.apply(claims);
        if (needs.isEmpty()) {
            return sharing.improved(left, rules, limit, claims);
        }
        var needing = claims.stream()
                .map(claim -> needs.getOrDefault(claim.name(), claim))
                .toList();
        var needed = solve(left, rules, limit, needing, Claim::demand);
        return new Sharing(
                needed,
                excess(needed, left, rules, limit, needing),
                LeftForRoom.granted(left, needed, claims, needs.keySet()),
                sharing.willing(),
                sharing.moving());
    }

    /** What the claims solve where there is as much as they want: nobody is in another's way. */
    static AllocationSolution unlimited(PlanningRules rules, List<Claim> claims) {
        return solve(Capacity.UNLIMITED, rules, () -> false, claims, Claim::demand);
    }

    private static Sharing of(Capacity left, PlanningRules rules, WorkLimit limit, List<Claim> claims) {
        var willing = new HashSet<String>();
        for (var claim : claims) {
            if (claim.movingDemand().isPresent()) {
                willing.add(claim.name());
            }
        }
        var solution = solve(left, rules, limit, claims, Claim::demand);
        return new Sharing(
                solution,
                excess(solution, left, rules, limit, claims),
                grants(solution, claims),
                willing,
                solution.complete() && !willing.isEmpty()
                        ? Optional.of(solve(
                                left,
                                rules,
                                limit,
                                claims,
                                claim -> claim.movingDemand().orElseGet(claim::demand)))
                        : Optional.empty());
    }

    private static AllocationSolution solve(
            Capacity left, PlanningRules rules, WorkLimit limit, List<Claim> claims, Function<Claim, Demand> demand) {
        var solver = rules.solver() == SolverKind.GREEDY
                ? new GreedySolver(rules.delayedBestEffort())
                : new NearExactSolver(rules.untilGap().isPresent());
        var problem = problem(left, rules, limit, claims, demand);
        boolean leftOutMixes = limit.reached() && claims.stream().anyMatch(SharedClaim.class::isInstance);
        var solution = solver.solve(problem, limit);
        return leftOutMixes ? solution.asUnproven() : solution;
    }

    /** Mixes are made while there is time; later ones keep to one accelerator. */
    private static AllocationProblem problem(
            Capacity left, PlanningRules rules, WorkLimit limit, List<Claim> claims, Function<Claim, Demand> demand) {
        return new AllocationProblem(
                claims.stream()
                        .map(claim -> limit.reached() ? claim.plainDemand() : demand.apply(claim))
                        .toList(),
                left,
                rules.saturation());
    }

    private static SortedMap<String, Grant> grants(AllocationSolution solution, List<Claim> claims) {
        var grants = new TreeMap<String, Grant>();
        claims.forEach(claim -> grants.put(claim.name(), Grant.of(solution, claim.name())));
        return grants;
    }

    /** Once all else is done, what time there is goes to the search, where it is to go on. */
    private Sharing improved(Capacity left, PlanningRules rules, WorkLimit limit, List<Claim> claims) {
        if (rules.untilGap().isEmpty() || rules.solver() == SolverKind.GREEDY) {
            return this;
        }
        double gap = rules.untilGap().getAsDouble();
        if (NearExactSolver.isProven(solution, gap)) {
            return new Sharing(solution.asComplete(), excessCentsPerHour, grants, willing, moving);
        }
        var problem = problem(left, rules, limit, claims, Claim::demand);
        var better = NearExactSolver.improve(problem, solution, gap, limit).after(solution);
        boolean movesCount =
                claims.stream().anyMatch(claim -> claim.costDemand().isPresent());
        double excess = better.value() - better.lowerBound();
        if (movesCount) {
            // the bound of the cost is known for the service that there was
            excess = problem.servedByPriority(better).equals(problem.servedByPriority(solution))
                    ? Math.max(0, excessCentsPerHour + served(better) - served(solution))
                    : Double.POSITIVE_INFINITY;
        }
        return new Sharing(better, excess, grants(better, claims), willing, moving);
    }

    /** What is minimised weighs moves; what is told of a plan is what it costs, so that has a bound of its own. */
    private static double excess(
            AllocationSolution solution, Capacity left, PlanningRules rules, WorkLimit limit, List<Claim> claims) {
        if (claims.stream().noneMatch(claim -> claim.costDemand().isPresent())) {
            return solution.value() - solution.lowerBound();
        }
        var cheapest =
                solve(left, rules, limit, claims, claim -> claim.costDemand().orElseGet(claim::demand));
        return Math.max(0, served(solution) - cheapest.lowerBound());
    }

    private static double served(AllocationSolution solution) {
        double cost = 0;
        for (var choice : solution.served().values()) {
            cost += choice.costCentsPerHour();
        }
        return cost;
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
}
