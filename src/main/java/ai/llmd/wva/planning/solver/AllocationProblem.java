package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** By priority how many demands a solution serves in full. */
    public SortedMap<Integer, Integer> servedByPriority(AllocationSolution solution) {
        var served = new TreeMap<Integer, Integer>();
        for (var demand : demands) {
            if (solution.served().containsKey(demand.name())) {
                served.merge(demand.priority(), 1, Integer::sum);
            }
        }
        return served;
    }

    /** The same with the choices that its demands have in another one as well. */
    AllocationProblem withChoicesOf(AllocationProblem other) {
        var others = new TreeMap<String, Demand>();
        other.demands.forEach(demand -> others.put(demand.name(), demand));
        var joined = new ArrayList<Demand>();
        for (var demand : demands) {
            var choices = new LinkedHashSet<>(demand.choices());
            choices.addAll(others.getOrDefault(demand.name(), demand).choices());
            joined.add(demand.withChoices(List.copyOf(choices)));
        }
        return new AllocationProblem(joined, capacity, saturation);
    }

    /** The same where nothing is mixed: with the choices of one device type each, where a demand has such. */
    AllocationProblem unmixed() {
        var unmixed = new ArrayList<Demand>();
        for (var demand : demands) {
            var choices = demand.choices().stream().filter(Choice::isOfOneType).toList();
            unmixed.add(new Demand(demand.name(), demand.priority(), choices.isEmpty() ? demand.choices() : choices));
        }
        return new AllocationProblem(unmixed, capacity, saturation);
    }
}
