package ai.llmd.wva.simulation.cluster;

import ai.llmd.wva.simulation.workload.RoutingMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The ways to route that a workload can ask for. */
final class Routing {
    private Routing() {}

    /** A router that has seen nothing yet. */
    static Router start(RoutingMethod method) {
        return switch (method) {
            case LEAST_OUTSTANDING -> (ready, prefixGroup) -> least(ready, Routing::outstanding);
            case ROUND_ROBIN -> new RoundRobin();
            case KV_AWARE -> (ready, prefixGroup) -> least(ready, Routing::cachePressure);
            case PREFIX_AWARE -> new PrefixAware();
        };
    }

    private static double outstanding(SimulatedReplica replica) {
        return replica.engine().state().outstanding();
    }

    private static double cachePressure(SimulatedReplica replica) {
        var state = replica.engine().state();
        return state.waiting() + state.kvCacheUsage();
    }

    private static SimulatedReplica least(List<SimulatedReplica> ready, ToDoubleFunction<SimulatedReplica> measure) {
        var best = ready.get(0);
        var bestMeasure = measure.applyAsDouble(best);
        for (var replica : ready) {
            var its = measure.applyAsDouble(replica);
            if (its < bestMeasure) {
                best = replica;
                bestMeasure = its;
            }
        }
        return best;
    }

    private static final class RoundRobin implements Router {
        private long number;

        @Override
        public SimulatedReplica pick(List<SimulatedReplica> ready, int prefixGroup) {
            return ready.get((int) (number++ % ready.size()));
        }
    }

    /**
     * To the replica that served the prompt's group last, unless it has a quarter more requests than the mean and at
     * least four: then to that with the fewest.
     */
    private static final class PrefixAware implements Router {
        private static final double MOST_ABOVE_MEAN = 1.25;
        private static final int ALWAYS_ALLOWED = 4;

        private final Map<Integer, SimulatedReplica> lastOf = new HashMap<>();

        @Override
        public SimulatedReplica pick(List<SimulatedReplica> ready, int prefixGroup) {
            var last = lastOf.get(prefixGroup);
            var picked = last != null && last.isReady() && !isOverloaded(last, ready)
                    ? last
                    : least(ready, Routing::outstanding);
            if (prefixGroup >= 0) {
                lastOf.put(prefixGroup, picked);
            }
            return picked;
        }

        private static boolean isOverloaded(SimulatedReplica replica, List<SimulatedReplica> ready) {
            var total = 0.0;
            for (var one : ready) {
                total += outstanding(one);
            }
            return outstanding(replica) > Math.max(ALWAYS_ALLOWED, MOST_ABOVE_MEAN * total / ready.size());
        }
    }
}
