package ai.llmd.wva.policy;

import java.util.List;

/** What a policy solved to come to its plan, for others to check. */
@FunctionalInterface
public interface SolvedProblem {
    /** The lines of a file in free MPS, which other solvers of integer problems read. */
    List<String> mps();
}
