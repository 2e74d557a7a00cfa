package ai.llmd.wva.planning.solver;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who gets what.
 *
 * @param solver label of the solver whose solution it is
 * @param problem that it solves, with all the choices that the solver looked at
 * @param served by demand: the choice that serves it in full
 * @param partial by demand: what it got of the choice it was to have, where capacity did not suffice; never
 *     empty-handed
 * @param unserved demands with nothing, in name order
 * @param value the sum over the served choices, what was minimised
 * @param lowerBound no solution that serves as many demands of each priority has a smaller value; equal to
 *     {@code value} at best, {@code -Infinity} where the solver proves nothing
 * @param serviceProven whether it is proven that no solution serves more, priority by priority
 * @param complete false where the work limit cut the search short before it was proven to be good enough
 */
public record AllocationSolution(
        String solver,
        AllocationProblem problem,
        SortedMap<String, Choice> served,
        SortedMap<String, Choice> partial,
        List<String> unserved,
        double value,
        double lowerBound,
        boolean serviceProven,
        boolean complete) {
    public AllocationSolution {
        served = Collections.unmodifiableSortedMap(new TreeMap<>(served));
        partial = Collections.unmodifiableSortedMap(new TreeMap<>(partial));
        unserved = List.copyOf(unserved);
    }

    /** The same where it was not looked at all the choices there are. */
    public AllocationSolution asUnproven() {
        return new AllocationSolution(
                solver, problem, served, partial, unserved, value, Double.NEGATIVE_INFINITY, false, false);
    }

    /** The same, now that it is known to be good enough. */
    public AllocationSolution asComplete() {
        return new AllocationSolution(
                solver, problem, served, partial, unserved, value, lowerBound, serviceProven, true);
    }

    /** The same, where the solver looked at the choices of an earlier one as well. */
    public AllocationSolution after(AllocationSolution earlier) {
        return new AllocationSolution(
                solver,
                problem.withChoicesOf(earlier.problem),
                served,
                partial,
                unserved,
                value,
                lowerBound,
                serviceProven,
                complete);
    }

    /** Cents per hour of everything that was given out, in full and in part. */
    public double costCentsPerHour() {
        double cost = 0;
        for (var choice : served.values()) {
            cost += choice.costCentsPerHour();
        }
        for (var choice : partial.values()) {
            cost += choice.costCentsPerHour();
        }
        return cost;
    }
}
