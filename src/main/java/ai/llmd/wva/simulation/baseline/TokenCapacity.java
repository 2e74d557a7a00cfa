package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.engine.EngineLimits;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many tokens of KV cache a replica of a variant carries, learned from replicas with a queue. */
final class TokenCapacity {
    private static final double KV_THRESHOLD = 0.8;
    private static final double QUEUE_THRESHOLD = 5;
    private static final int REMEMBERED = 10;
    private static final double SHORT_OUTPUT = 100;
    private static final double MEDIUM_OUTPUT = 500;

    private final EngineLimits limits;
    private final Map<Integer, Deque<Double>> seenByLength = new TreeMap<>();
    private double last;

    TokenCapacity(EngineLimits limits) {
        this.limits = limits;
    }

    /** The median over its replicas; what it was last where there are none, 0 before that. */
    double perReplica(List<ReplicaPressure> replicas, double inputTokens, double outputTokens) {
        var each = new double[replicas.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = of(replicas.get(i), inputTokens, outputTokens);
        }
        if (each.length > 0) {
            Arrays.sort(each);
            last = (each[(each.length - 1) / 2] + each[each.length / 2]) / 2;
        }
        return last;
    }

    private double of(ReplicaPressure replica, double inputTokens, double outputTokens) {
        var memory = KV_THRESHOLD * limits.kvTokens();
        var inUse = replica.kvUsage() * limits.kvTokens();
        var seen = seenByLength.computeIfAbsent(lengthClass(outputTokens), length -> new ArrayDeque<>());
        if (replica.waiting() >= QUEUE_THRESHOLD && inUse > 0) {
            seen.addLast(inUse);
            if (seen.size() > REMEMBERED) {
                seen.removeFirst();
            }
            return Math.min(memory, inUse);
        }
        return Math.min(memory, seen.isEmpty() ? estimate(inputTokens, outputTokens, memory) : mean(seen));
    }

    /** As many sequences as a step's budget keeps busy, each with its prompt and half its answer. */
    private double estimate(double inputTokens, double outputTokens, double otherwise) {
        if (outputTokens <= 0) {
            return otherwise;
        }
        var sequences = Math.min(limits.maxBatch(), limits.stepTokens() * outputTokens / (inputTokens + outputTokens));
        return sequences * (inputTokens + outputTokens / 2);
    }

    private static int lengthClass(double outputTokens) {
        if (outputTokens < SHORT_OUTPUT) {
            return 0;
        }
        return outputTokens < MEDIUM_OUTPUT ? 1 : 2;
    }

    private static double mean(Deque<Double> values) {
        var sum = 0.0;
        for (var value : values) {
            sum += value;
        }
        return sum / values.size();
    }
}
