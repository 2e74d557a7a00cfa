package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tries everything: the best service there is, priority by priority, and the least value at that service. */
final class BruteForce {
    private final List<Demand> demands;
    private final List<Integer> priorities;
    private final SortedMap<String, Long> left;
    private int[] fewestUnserved;
    private double leastValue = Double.POSITIVE_INFINITY;

    private BruteForce(List<Demand> demands, Capacity capacity) {
        this.demands = demands;
        this.priorities = priorities(demands);
        this.left = new TreeMap<>(capacity.devices());
        this.fewestUnserved = new int[priorities.size()];
        Arrays.fill(fewestUnserved, Integer.MAX_VALUE);
    }

    record Best(List<Integer> unserved, double value) {}

    /** By priority how many stay unserved at best, and the value at that. */
    static Best of(AllocationProblem problem) {
        var search = new BruteForce(problem.demands(), problem.capacity());
        search.visit(0, new int[search.priorities.size()], 0);
        return new Best(Arrays.stream(search.fewestUnserved).boxed().toList(), search.leastValue);
    }

    /** By priority how many a solution does not serve in full. */
    static List<Integer> unserved(AllocationProblem problem, AllocationSolution solution) {
        var counts = new ArrayList<Integer>();
        for (int priority : priorities(problem.demands())) {
            counts.add((int) problem.demands().stream()
                    .filter(demand ->
                            demand.priority() == priority && !solution.served().containsKey(demand.name()))
                    .count());
        }
        return counts;
    }

    private static List<Integer> priorities(List<Demand> demands) {
        var sorted = new TreeSet<Integer>();
        demands.forEach(demand -> sorted.add(demand.priority()));
        return List.copyOf(sorted);
    }

    private void visit(int index, int[] unserved, double value) {
        if (index == demands.size()) {
            int order = Arrays.compare(unserved, fewestUnserved);
            if (order < 0 || (order == 0 && value < leastValue)) {
                fewestUnserved = unserved.clone();
                leastValue = value;
            }
            return;
        }
        var demand = demands.get(index);
        for (var choice : demand.choices()) {
            if (take(choice)) {
                visit(index + 1, unserved, value + choice.value());
            }
            give(choice);
        }
        int level = priorities.indexOf(demand.priority());
        unserved[level]++;
        visit(index + 1, unserved, value);
        unserved[level]--;
    }

    private boolean take(Choice choice) {
        choice.parts().forEach(part -> left.computeIfPresent(part.type(), (type, count) -> count - part.devices()));
        return left.values().stream().allMatch(count -> count >= 0);
    }

    private void give(Choice choice) {
        choice.parts().forEach(part -> left.computeIfPresent(part.type(), (type, count) -> count + part.devices()));
    }
}
