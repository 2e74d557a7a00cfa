package ai.llmd.wva.planning;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.planning.solver.AllocationProblem;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.AllocationSolver;
import ai.llmd.wva.planning.solver.Demand;
import ai.llmd.wva.planning.solver.GreedySolver;
import ai.llmd.wva.planning.solver.NearExactSolver;
import ai.llmd.wva.planning.solver.WorkLimit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Accelerators whose number is limited, shared out among those who claim them.
 *
 * @param solution who gets what
 * @param moving what would be best could everything move that is willing to; nothing where nothing is
 */
record Sharing(AllocationSolution solution, Optional<AllocationSolution> moving) {

    /** What is settled keeps what it has; the claims share the rest. */
    static Sharing of(Fleet fleet, PlanningRules rules, WorkLimit limit, List<Claim> claims, List<Settled> settled) {
        var left = left(fleet, settled);
        var solver = solver(rules);
        var solution = solver.solve(new AllocationProblem(demands(claims), left, rules.saturation()), limit);
        boolean willing = claims.stream().anyMatch(claim -> claim.movingDemand().isPresent());
        return new Sharing(
                solution,
                willing && solution.complete()
                        ? Optional.of(solver.solve(
                                new AllocationProblem(movingDemands(claims), left, rules.saturation()), limit))
                        : Optional.empty());
    }

    /** The decisions on a claim. */
    List<Decision> decisions(Claim claim, Sentence sentence) {
        var name = claim.name();
        var advised = moving.filter(better -> claim.movingDemand().isPresent())
                .flatMap(better -> Optional.ofNullable(better.served().get(name)));
        return claim.granted(Grant.of(solution, name), advised, sentence);
    }

    private static List<Demand> demands(List<Claim> claims) {
        return claims.stream().map(Claim::demand).toList();
    }

    private static List<Demand> movingDemands(List<Claim> claims) {
        return claims.stream()
                .map(claim -> claim.movingDemand().orElseGet(claim::demand))
                .toList();
    }

    private static AllocationSolver solver(PlanningRules rules) {
        return rules.solver() == SolverKind.GREEDY
                ? new GreedySolver(rules.delayedBestEffort())
                : new NearExactSolver();
    }

    private static Capacity left(Fleet fleet, List<Settled> settled) {
        var left = new TreeMap<>(fleet.capacity().devices());
        for (var one : settled) {
            var decision = one.decision();
            var accelerator = fleet.accelerators().get(decision.accelerator());
            if (accelerator != null) {
                long devices = fleet.devices(
                        decision.id(), accelerator, decision.desiredReplicas().orElse(0));
                left.computeIfPresent(accelerator.device(), (device, count) -> Math.max(0, count - devices));
            }
        }
        return new Capacity(left);
    }
}
