package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.engine.EngineMetric;
import ai.llmd.wva.simulation.cluster.SimulatedReplica;
import java.util.List;

/**
 * What the servers of a model counted of latency, as their metrics pages have it: without the waits in the gateway and
 * before a client tries again.
 *
 * @param ttftMillis mean time to first token; NaN of none
 * @param itlMillis mean time between two tokens; NaN of none
 */
record ServerCounts(double ttftMillis, double itlMillis) {
    private static final String TTFT = "time_to_first_token_seconds";
    private static final String ITL = "inter_token_latency_seconds";

    /** Of all replicas that there were. */
    static ServerCounts of(List<SimulatedReplica> replicas) {
        return new ServerCounts(mean(replicas, TTFT), mean(replicas, ITL));
    }

    private static double mean(List<SimulatedReplica> replicas, String name) {
        var sum = 0.0;
        var count = 0L;
        for (var replica : replicas) {
            for (var metric : replica.counters().metrics()) {
                if (metric instanceof EngineMetric.Distribution distribution
                        && metric.name().equals(name)) {
                    sum += distribution.buckets().sum();
                    count += distribution.buckets().count();
                }
            }
        }
        return sum / count * MILLIS_PER_SECOND;
    }
}
