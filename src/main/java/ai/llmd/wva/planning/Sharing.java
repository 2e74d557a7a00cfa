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
import java.util.Optional;
import java.util.Set;

/**
 * Accelerators whose number is limited, shared out among those who claim them.
 *
 * @param solution who gets what
 * @param willing names of the claims that would move to another accelerator if they could
 * @param moving what would be best could these move; nothing where there are none
 */
record Sharing(AllocationSolution solution, Set<String> willing, Optional<AllocationSolution> moving) {

    /** The claims share what is left. */
    static Sharing of(Capacity left, PlanningRules rules, WorkLimit limit, List<Claim> claims) {
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
        return new Sharing(
                solution,
                willing,
                solution.complete() && !willing.isEmpty()
                        ? Optional.of(
                                solver.solve(new AllocationProblem(movingDemands, left, rules.saturation()), limit))
                        : Optional.empty());
    }

    /** The decisions on a claim. */
    List<Decision> decisions(Claim claim) {
        var name = claim.name();
        var advised = moving.filter(better -> willing.contains(name))
                .flatMap(better -> Optional.ofNullable(better.served().get(name)));
        return claim.granted(Grant.of(solution, name), advised);
    }

    private static AllocationSolver solver(PlanningRules rules) {
        return rules.solver() == SolverKind.GREEDY
                ? new GreedySolver(rules.delayedBestEffort())
                : new NearExactSolver();
    }
}
