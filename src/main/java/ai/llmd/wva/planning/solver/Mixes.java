package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.ReplicaArithmetic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Mixes of several kinds of replicas that carry a demand together: the cheapest one, and a list of good ones. */
public final class Mixes {
    private static final long MAX_NODES = 200_000;

    /** How many mixes of pairs are looked at. */
    private static final int PAIRED = 400;

    private static final int LEAST_A_PAIR = 8;

    /** Of so many ingredients at most, those that carry most for their price, pairs are looked at. */
    private static final int MOST_IN_PAIRS = 32;

    private Mixes() {}

    /**
     * The mix of the least value where capacity is no limit; empty where even the most replicas do not carry the rate.
     */
    public static Optional<Choice> cheapest(Mixture mixture) {
        var mix =
                MixSearch.cheapest(mixture, 1, new double[mixture.ingredients().size()], MAX_NODES);
        return mix.exists() ? Optional.of(choice(mixture, mix.replicas)) : Optional.empty();
    }

    /**
     * A demand for a mixture, with good mixes as its choices: the cheapest; each ingredient by itself; of each two
     * every split, or evenly spaced ones where they are many, and of the best ingredients only where these are many.
     * None needs both more value and more of each device type than another.
     *
     * @return empty where even the most replicas do not carry the rate
     */
    public static Optional<Demand> demand(String name, int priority, Mixture mixture) {
        return cheapest(mixture).map(cheapest -> {
            var choices = new ArrayList<>(List.of(cheapest));
            int kinds = mixture.ingredients().size();
            var paired = paired(mixture);
            int aPair = Math.max(LEAST_A_PAIR, PAIRED / Math.max(1, paired.size() * (paired.size() - 1)));
            for (int filled = 0; filled < kinds; filled++) {
                filledUp(mixture, least(mixture), filled).ifPresent(choices::add);
                for (int given : paired) {
                    if (given != filled && paired.contains(filled)) {
                        addSplits(mixture, given, filled, aPair, choices);
                    }
                }
            }
            return new Demand(name, priority, undominated(choices), Optional.of(mixture));
        });
    }

    /**
     * A demand for a mixture that is not mixed: each ingredient by itself, besides the minimums of the others, is a
     * choice.
     *
     * @return empty where no ingredient carries the rate
     */
    public static Optional<Demand> plainDemand(String name, int priority, Mixture mixture) {
        var choices = new ArrayList<Choice>();
        for (int filled = 0; filled < mixture.ingredients().size(); filled++) {
            filledUp(mixture, least(mixture), filled).ifPresent(choices::add);
        }
        return choices.isEmpty() ? Optional.empty() : Optional.of(new Demand(name, priority, choices));
    }

    /** So many replicas of each ingredient as a choice, of those that are more than none. */
    static Choice choice(Mixture mixture, int[] replicas) {
        var parts = new ArrayList<Part>();
        double value = 0;
        for (int i = 0; i < replicas.length; i++) {
            var ingredient = mixture.ingredients().get(i);
            double cost = ingredient.kind().costPerReplica();
            int newcomers = Math.max(0, replicas[i] - ingredient.running());
            value += cost * replicas[i] + ingredient.newcomerPenalty() * cost * newcomers;
            if (replicas[i] > 0) {
                parts.add(ingredient.kind().withReplicas(replicas[i]));
            }
        }
        return new Choice(parts, value);
    }

    private static Set<Integer> paired(Mixture mixture) {
        return IntStream.range(0, mixture.ingredients().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        index -> mixture.ingredients().get(index).costPerRate()))
                .limit(MOST_IN_PAIRS)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void addSplits(Mixture mixture, int given, int filled, int most, List<Choice> choices) {
        var ingredient = mixture.ingredients().get(given);
        var alone = least(mixture);
        long needed = needed(mixture, alone, given);
        long last = Math.min(ingredient.maximum(), needed - 1);
        long stride = Math.max(1, (last - ingredient.minimum()) / most);
        for (long k = ingredient.minimum() + 1L; k <= last; k += stride) {
            var replicas = least(mixture);
            replicas[given] = (int) k;
            filledUp(mixture, replicas, filled).ifPresent(choices::add);
        }
    }

    private static int[] least(Mixture mixture) {
        return mixture.ingredients().stream()
                .mapToInt(Mixture.Ingredient::minimum)
                .toArray();
    }

    /** The mix with as many of one ingredient as are needed beside the others. */
    private static Optional<Choice> filledUp(Mixture mixture, int[] replicas, int filled) {
        long needed = needed(mixture, replicas, filled);
        if (needed > mixture.ingredients().get(filled).maximum()) {
            return Optional.empty();
        }
        var full = replicas.clone();
        full[filled] = (int) Math.max(needed, replicas[filled]);
        return Optional.of(choice(mixture, full));
    }

    private static long needed(Mixture mixture, int[] replicas, int filled) {
        double rate = mixture.ratePerSecond();
        for (int i = 0; i < replicas.length; i++) {
            if (i != filled) {
                rate -= replicas[i] * mixture.ingredients().get(i).ratePerReplica();
            }
        }
        return ReplicaArithmetic.fewest(rate, mixture.ingredients().get(filled).ratePerReplica());
    }

    private static List<Choice> undominated(List<Choice> choices) {
        choices.sort(Choice.ORDER);
        var kept = new ArrayList<Choice>();
        var keptUses = new ArrayList<Map<String, Long>>();
        for (var choice : choices) {
            var use = new TreeMap<String, Long>();
            choice.parts().forEach(part -> use.merge(part.type(), part.devices(), Long::sum));
            if (keptUses.stream().noneMatch(other -> isNoMore(other, use))) {
                kept.add(choice);
                keptUses.add(use);
            }
        }
        return kept;
    }

    private static boolean isNoMore(Map<String, Long> use, Map<String, Long> than) {
        for (var entry : use.entrySet()) {
            if (entry.getValue() > than.getOrDefault(entry.getKey(), 0L)) {
                return false;
            }
        }
        return true;
    }
}
