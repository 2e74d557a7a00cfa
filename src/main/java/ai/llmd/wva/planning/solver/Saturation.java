package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.SaturationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hands out what is left to demands that could not be served in full, as llm-inferno's saturation policies do: see
 * {@link SaturationPolicy}.
 *
 * <p>A demand settles on the first of its choices of which a replica can be had, and gets replicas of that one only:
 * its parts in turn, each until it has its number of replicas or its device type is used up.
 */
final class Saturation {
    private Saturation() {}

    /**
     * Shares out.
     *
     * @param unserved in order of priority
     * @param stock what is left; taken from
     * @return by demand what it got; those that got nothing are not in it
     */
    static SortedMap<String, Choice> share(List<Demand> unserved, Stock stock, SaturationPolicy policy) {
        var got = new TreeMap<String, Choice>();
        switch (policy) {
            case NONE -> {
                // whole or not at all
            }
            case PRIORITY_EXHAUSTIVE -> {
                for (var demand : unserved) {
                    inTurn(List.of(demand), stock, got);
                }
            }
            case PRIORITY_ROUND_ROBIN -> {
                for (var group : byPriority(unserved)) {
                    inTurn(group, stock, got);
                }
            }
            case ROUND_ROBIN -> inTurn(unserved, stock, got);
        }
        return got;
    }

    /** Runs of equal priority. */
    static List<List<Demand>> byPriority(List<Demand> demands) {
        var groups = new ArrayList<List<Demand>>();
        int from = 0;
        for (int i = 1; i <= demands.size(); i++) {
            if (i == demands.size()
                    || demands.get(i).priority() != demands.get(from).priority()) {
                groups.add(demands.subList(from, i));
                from = i;
            }
        }
        return groups;
    }

    /** A replica each in turn until nobody can be given one. */
    private static void inTurn(List<Demand> demands, Stock stock, SortedMap<String, Choice> got) {
        var waiting = new ArrayList<Share>();
        demands.forEach(demand -> waiting.add(new Share(demand)));
        var all = List.copyOf(waiting);
        while (waiting.size() > 1) {
            waiting.removeIf(grant -> !grant.takeOne(stock));
        }
        waiting.forEach(grant -> grant.takeAll(stock));
        for (var grant : all) {
            if (grant.given > 0) {
                got.put(grant.demand.name(), grant.choice());
            }
        }
    }

    /** What one demand has been given so far. */
    private static final class Share {
        final Demand demand;
        private Choice settledOn;
        private int[] replicas = {};
        long given;

        Share(Demand demand) {
            this.demand = demand;
        }

        boolean takeOne(Stock stock) {
            if (given == 0 && !settle(stock)) {
                return false;
            }
            var parts = settledOn.parts();
            for (int i = 0; i < parts.size(); i++) {
                if (replicas[i] < parts.get(i).replicas() && stock.takeReplicas(parts.get(i), 1) == 1) {
                    replicas[i]++;
                    given++;
                    return true;
                }
            }
            return false;
        }

        /** As much as there is, as if one were taken after another. */
        void takeAll(Stock stock) {
            if (given > 0 || settle(stock)) {
                var parts = settledOn.parts();
                for (int i = 0; i < parts.size(); i++) {
                    int taken = stock.takeReplicas(parts.get(i), parts.get(i).replicas() - replicas[i]);
                    replicas[i] += taken;
                    given += taken;
                }
            }
        }

        private boolean settle(Stock stock) {
            for (var choice : demand.choices()) {
                if (stock.hasOneOf(choice)) {
                    settledOn = choice;
                    replicas = new int[choice.parts().size()];
                    return true;
                }
            }
            return false;
        }

        /** The choice cut down to what was given, its value by the share of its replicas. */
        Choice choice() {
            var parts = new ArrayList<Part>();
            long wanted = 0;
            for (int i = 0; i < replicas.length; i++) {
                var part = settledOn.parts().get(i);
                wanted += part.replicas();
                if (replicas[i] > 0) {
                    parts.add(part.withReplicas(replicas[i]));
                }
            }
            return new Choice(parts, settledOn.value() * given / wanted);
        }
    }
}
