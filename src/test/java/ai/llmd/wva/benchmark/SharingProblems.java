package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.planning.solver.AllocationProblem;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Demand;
import ai.llmd.wva.planning.solver.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Fleets that share accelerators: eight types of 5 to 200 cents an hour, which carry roughly what they cost, three
 * priorities, servers of 1 to 50 replicas of 1 to 8 devices, not every server on every type.
 */
final class SharingProblems {
    private static final double[] CENTS_PER_DEVICE = {5, 12, 20, 35, 60, 95, 140, 200};
    private static final int[] DEVICES = {1, 1, 1, 2, 2, 4, 8};
    private static final double OFFERED = 0.7;

    private SharingProblems() {}

    /**
     * A fleet.
     *
     * @param popularShare capacity of the types that most would rather have, as a share of what that would take
     * @param otherShare capacity of the other types, as a share of the mean that all would take of a type
     */
    static AllocationProblem random(int servers, double popularShare, double otherShare, long seed) {
        var random = new SplittableRandom(seed);
        var demands = new ArrayList<Demand>();
        for (int i = 0; i < servers; i++) {
            demands.add(demand(String.format("server-%05d", i), 1 + random.nextInt(3), random));
        }
        return new AllocationProblem(demands, capacity(demands, popularShare, otherShare), SaturationPolicy.NONE);
    }

    private static Demand demand(String name, int priority, SplittableRandom random) {
        double load = Math.exp(random.nextDouble(Math.log(20), Math.log(2000)));
        int offset = random.nextInt(CENTS_PER_DEVICE.length);
        var choices = new ArrayList<Choice>();
        for (int k = 0; k < CENTS_PER_DEVICE.length; k++) {
            int type = (k + offset) % CENTS_PER_DEVICE.length;
            int devices = DEVICES[random.nextInt(DEVICES.length)];
            double carried = devices * CENTS_PER_DEVICE[type] * random.nextDouble(0.5, 1.5);
            int replicas = (int) Math.ceil(load / carried);
            boolean last = k == CENTS_PER_DEVICE.length - 1;
            if (replicas <= 50 && (random.nextDouble() < OFFERED || (last && choices.isEmpty()))) {
                choices.add(choice(name, type, devices, replicas));
            }
        }
        if (choices.isEmpty()) {
            choices.add(choice(name, CENTS_PER_DEVICE.length - 1, 1, 1));
        }
        return new Demand(name, priority, choices);
    }

    private static Choice choice(String server, int type, int devices, int replicas) {
        var part = new Part(server, "acc-" + type, "type-" + type, devices, replicas, devices * CENTS_PER_DEVICE[type]);
        return new Choice(List.of(part), part.costCentsPerHour());
    }

    private static Capacity capacity(List<Demand> demands, double popularShare, double otherShare) {
        var wanted = new TreeMap<String, Long>();
        for (int type = 0; type < CENTS_PER_DEVICE.length; type++) {
            wanted.put("type-" + type, 0L);
        }
        for (var demand : demands) {
            var part = demand.choices().get(0).parts().get(0);
            wanted.merge(part.type(), part.devices(), Long::sum);
        }
        double mean =
                wanted.values().stream().mapToLong(count -> count).average().orElse(0);
        var devices = new TreeMap<String, Long>();
        wanted.forEach((type, count) ->
                devices.put(type, (long) (count >= mean / 2 ? popularShare * count : otherShare * mean)));
        return new Capacity(devices);
    }
}
