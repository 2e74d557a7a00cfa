package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.List;

/** The comments at the top of a file in MPS: what the problem is, what its names mean, and what was found. */
final class MpsHeader {
    private MpsHeader() {}

    static List<String> lines(AllocationSolution solution) {
        var lines = new ArrayList<>(List.of(
                "* The sharing of accelerators as an integer problem in free MPS format.",
                "* Minimised: cents/h of the servers that get all their replicas, if as many servers of each",
                "* priority are served as in the plan. Replicas for servers that get only a part are not included.",
                "*",
                "* Value of the plan:   " + Mps.number(solution.value()),
                "* Proven lower bound:  " + bound(solution),
                "* Proven that no plan serves more, priority by priority: " + (solution.serviceProven() ? "yes" : "no"),
                "*",
                "* Column SERVER:ACCELERATOR*REPLICAS is 1 if the server gets these replicas, SERVER:unserved is 1 if",
                "* it does not get all it needs. Characters other than letters, digits and . _ / @ - are",
                "* percent-encoded, as in a URL.",
                "* Row serve_SERVER: exactly one of its columns is 1.",
                "* Row devices_TYPE: the number of devices, without those of servers that are not in this file.",
                "* Row unserved_priority_N: at most this number of servers of that priority stay unserved.",
                "* To ask whether the plan could serve one more of priority N, lower the right-hand side of that row",
                "* by one, and raise those of all larger N to the number of their servers: is there a solution?"));
        if (hasMixtures(solution.problem())) {
            lines.add("* The parts of a mix are joined by +. The file contains only the mixes that the search saw.");
            lines.add("* The lower bound holds for all mixes, so the optimum of this file may be above it.");
        }
        if (weighsMoves(solution.problem())) {
            lines.add("* Some servers run already: the values of their columns include the penalty for moving.");
        }
        return lines;
    }

    private static String bound(AllocationSolution solution) {
        return solution.lowerBound() == Double.NEGATIVE_INFINITY ? "none" : Mps.number(solution.lowerBound());
    }

    private static boolean hasMixtures(AllocationProblem problem) {
        return problem.demands().stream().anyMatch(demand -> demand.mixture().isPresent());
    }

    private static boolean weighsMoves(AllocationProblem problem) {
        return problem.demands().stream()
                .flatMap(demand -> demand.choices().stream())
                .anyMatch(choice ->
                        Math.abs(choice.value() - choice.costCentsPerHour()) > 1e-9 * (1 + choice.costCentsPerHour()));
    }
}
