package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Small problems of every kind: scarce and ample, whole and mixed choices, values that are costs and such that are not.
 */
final class RandomProblems {
    private RandomProblems() {}

    /** Problems from fixed seeds. */
    static Stream<AllocationProblem> of(int count, int servers) {
        return IntStream.range(0, count).mapToObj(seed -> random(seed, servers));
    }

    static AllocationProblem random(long seed, int servers) {
        var random = new SplittableRandom(seed);
        int types = 1 + random.nextInt(3);
        boolean moves = random.nextInt(4) == 0;
        var demands = new ArrayList<Demand>();
        for (int i = 0; i < servers; i++) {
            var choices = new ArrayList<Choice>();
            for (int c = 1 + random.nextInt(3); c > 0; c--) {
                choices.add(choice("s" + i, types, moves, random));
            }
            demands.add(new Demand("s" + i, 1 + random.nextInt(3), choices));
        }
        var devices = new TreeMap<String, Long>();
        double scale = random.nextDouble(0.3, 4) * servers;
        for (int type = 0; type < types; type++) {
            if (random.nextInt(8) > 0) {
                devices.put("type-" + type, (long) (scale * random.nextDouble(0.2, 1.5)));
            }
        }
        var policies = SaturationPolicy.values();
        return new AllocationProblem(demands, new Capacity(devices), policies[random.nextInt(policies.length)]);
    }

    private static Choice choice(String server, int types, boolean moves, SplittableRandom random) {
        var parts = new ArrayList<Part>();
        double cost = 0;
        for (int p = random.nextInt(5) == 0 ? 2 : 1; p > 0; p--) {
            var type = "type-" + random.nextInt(types);
            var part =
                    new Part(server, type, type, 1 << random.nextInt(3), 1 + random.nextInt(5), 1 + random.nextInt(20));
            parts.add(part);
            cost += part.costCentsPerHour();
        }
        return new Choice(parts, moves ? cost - random.nextInt(60) : cost);
    }

    /** The same with more of each device type. */
    static AllocationProblem withMore(AllocationProblem problem, long more) {
        var devices = new TreeMap<String, Long>();
        problem.capacity().devices().forEach((type, count) -> devices.put(type, count + more));
        return new AllocationProblem(problem.demands(), new Capacity(devices), problem.saturation());
    }

    /** The same with its demands in another order. */
    static AllocationProblem reversed(AllocationProblem problem) {
        var demands = new ArrayList<Demand>(problem.demands());
        Collections.reverse(demands);
        return new AllocationProblem(List.copyOf(demands), problem.capacity(), problem.saturation());
    }
}
