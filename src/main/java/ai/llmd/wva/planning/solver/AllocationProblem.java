package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * What a solver solves.
 *
 * @param demands in the order of their names, which are unique
 * @param capacity devices by type that the demands share
 * @param saturation what a demand gets that cannot be served in full
 */
public record AllocationProblem(List<Demand> demands, Capacity capacity, SaturationPolicy saturation) {
    public AllocationProblem {
        demands = demands.stream().sorted(Comparator.comparing(Demand::name)).toList();
        var names = new HashSet<String>();
        for (var demand : demands) {
            if (!names.add(demand.name())) {
                throw new IllegalArgumentException("two demands are named " + demand.name());
            }
        }
    }
}
