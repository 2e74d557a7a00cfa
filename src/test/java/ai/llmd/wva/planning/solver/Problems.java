package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Short ways to write problems down. */
final class Problems {
    private Problems() {}

    /**
     * Replicas of one device each on the accelerator that is named like its type, at a price that comes to the value.
     */
    static Choice choice(String type, int replicas, double value) {
        return new Choice(List.of(part(type, replicas, value / Math.max(1, replicas))), value);
    }

    static Choice mix(double value, Part... parts) {
        return new Choice(List.of(parts), value);
    }

    static Part part(String type, int replicas, double costPerReplica) {
        return new Part("any", type, type, 1, replicas, costPerReplica);
    }

    static Demand demand(String name, int priority, Choice... choices) {
        return new Demand(name, priority, List.of(choices));
    }

    static Capacity capacity(Map<String, Long> devices) {
        return new Capacity(new TreeMap<>(devices));
    }

    static AllocationProblem problem(Map<String, Long> devices, SaturationPolicy policy, Demand... demands) {
        return new AllocationProblem(List.of(demands), capacity(devices), policy);
    }

    /** What of a limited type a solution takes. */
    static long used(AllocationSolution solution, String type) {
        return Stream.concat(solution.served().values().stream(), solution.partial().values().stream())
                .flatMap(choice -> choice.parts().stream())
                .filter(part -> part.type().equals(type))
                .mapToLong(Part::devices)
                .sum();
    }
}
