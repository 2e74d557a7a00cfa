package ai.llmd.wva.planning.solver;

import java.util.SortedMap;

/** Puts solutions together. */
final class Solutions {
    private Solutions() {}

    /**
     * A solution of which nothing is proven but what anyone sees: that nothing is better than the best choice for
     * everyone.
     */
    static AllocationSolution unproven(
            String solver,
            AllocationProblem problem,
            SortedMap<String, Choice> served,
            SortedMap<String, Choice> partial) {
        boolean everyone = served.size() == problem.demands().size();
        boolean best = everyone;
        for (var demand : problem.demands()) {
            best = best && demand.choices().get(0).equals(served.get(demand.name()));
        }
        double lowerBound = best && noMixtures(problem) ? value(served) : Double.NEGATIVE_INFINITY;
        return solution(solver, problem, served, partial, lowerBound, everyone, true);
    }

    static AllocationSolution solution(
            String solver,
            AllocationProblem problem,
            SortedMap<String, Choice> served,
            SortedMap<String, Choice> partial,
            double lowerBound,
            boolean serviceProven,
            boolean complete) {
        var unserved = problem.demands().stream()
                .map(Demand::name)
                .filter(name -> !served.containsKey(name) && !partial.containsKey(name))
                .toList();
        return new AllocationSolution(
                solver, problem, served, partial, unserved, value(served), lowerBound, serviceProven, complete);
    }

    /** The sum in name order, so that the same choices give the same value to the bit. */
    static double value(SortedMap<String, Choice> served) {
        double value = 0;
        for (var choice : served.values()) {
            value += choice.value();
        }
        return value;
    }

    private static boolean noMixtures(AllocationProblem problem) {
        return problem.demands().stream().allMatch(demand -> demand.mixture().isEmpty());
    }
}
