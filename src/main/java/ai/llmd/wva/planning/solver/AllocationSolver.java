package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;

/**
 * Shares out accelerators. The same problem gives the same solution, to the bit, unless the work limit cuts it short.
 */
public interface AllocationSolver {
    /**
     * Solves a problem. Always returns a solution that keeps within the capacity; the best that was found when the
     * limit is reached.
     */
    AllocationSolution solve(AllocationProblem problem, WorkLimit limit);
}
