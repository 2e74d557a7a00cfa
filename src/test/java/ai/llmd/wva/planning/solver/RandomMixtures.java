package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Small mixtures, and problems of them, together with all the mixes that there are. */
final class RandomMixtures {
    private static final int LARGEST = 4;

    private RandomMixtures() {}

    static Mixture random(SplittableRandom random, int kinds) {
        var ingredients = new ArrayList<Mixture.Ingredient>();
        for (int i = 0; i < kinds; i++) {
            int minimum = random.nextInt(4) == 0 ? 1 : 0;
            int cost = 1 + random.nextInt(30);
            ingredients.add(new Mixture.Ingredient(
                    new Part("any", "kind-" + i, "type-" + random.nextInt(2), 1 + random.nextInt(2), 0, cost),
                    cost * random.nextDouble(0.5, 1.5),
                    minimum,
                    minimum + random.nextInt(LARGEST),
                    random.nextInt(3),
                    random.nextInt(3) * 0.1));
        }
        return new Mixture(random.nextDouble(5, 80), ingredients);
    }

    /** Every mix that carries the rate. */
    static List<Choice> all(Mixture mixture) {
        var all = new ArrayList<Choice>();
        add(mixture, 0, new int[mixture.ingredients().size()], all);
        return all;
    }

    private static void add(Mixture mixture, int index, int[] replicas, List<Choice> all) {
        if (index == replicas.length) {
            double rate = 0;
            for (int i = 0; i < replicas.length; i++) {
                rate += replicas[i] * mixture.ingredients().get(i).ratePerReplica();
            }
            if (rate >= mixture.ratePerSecond()) {
                all.add(Mixes.choice(mixture, replicas));
            }
            return;
        }
        var ingredient = mixture.ingredients().get(index);
        for (int k = ingredient.minimum(); k <= ingredient.maximum(); k++) {
            replicas[index] = k;
            add(mixture, index + 1, replicas, all);
        }
    }

    /** Demands for mixtures, and the same with every mix as a choice of its own. */
    record Pair(AllocationProblem mixed, AllocationProblem spelledOut) {}

    static Pair problem(long seed, int servers) {
        var random = new SplittableRandom(seed);
        var mixed = new ArrayList<Demand>();
        var spelledOut = new ArrayList<Demand>();
        while (mixed.size() < servers) {
            var mixture = random(random, 2);
            var name = "s" + mixed.size();
            int priority = 1 + random.nextInt(2);
            Mixes.demand(name, priority, mixture).ifPresent(demand -> {
                mixed.add(demand);
                spelledOut.add(new Demand(name, priority, all(mixture)));
            });
        }
        var devices = new TreeMap<String, Long>();
        devices.put("type-0", (long) random.nextInt(6 * servers));
        devices.put("type-1", (long) random.nextInt(6 * servers));
        var capacity = new Capacity(devices);
        return new Pair(
                new AllocationProblem(mixed, capacity, SaturationPolicy.NONE),
                new AllocationProblem(spelledOut, capacity, SaturationPolicy.NONE));
    }
}
