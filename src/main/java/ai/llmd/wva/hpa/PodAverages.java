package ai.llmd.wva.hpa;

import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A metric of type Pods: the mean over pods, with a guess for those without a value. */
final class PodAverages {
    private PodAverages() {}

    /**
     * The replicas that bring the mean to its target. Pods without a value are at the target when scaling down and at 0
     * when scaling up, pods that are pending at 0 when scaling up; whether a pod is ready does not count.
     */
    static OptionalInt replicas(MetricReading.PerPod reading, long targetMilli, Tolerance tolerance, HpaSeen seen) {
        var values = new TreeMap<>(reading.milli());
        var pending = new HashSet<String>();
        var missing = new HashSet<String>();
        var counted = sort(seen, values, pending, missing);
        if (seen.pods().isEmpty() || values.isEmpty()) {
            return OptionalInt.empty();
        }
        var current = seen.specReplicas();
        var ratio = ratio(values, targetMilli);
        var pendingCount = !pending.isEmpty() && ratio > 1;
        if (!pendingCount && missing.isEmpty()) {
            return OptionalInt.of(tolerance.isWithin(ratio) ? current : Proposals.ceil(ratio * counted));
        }
        if (ratio != 1) {
            missing.forEach(pod -> values.put(pod, ratio < 1 ? targetMilli : 0L));
        }
        if (pendingCount) {
            pending.forEach(pod -> values.put(pod, 0L));
        }
        return OptionalInt.of(withGuesses(ratio, ratio(values, targetMilli), values.size(), current, tolerance));
    }

    /** Guesses make a change smaller; they never turn it round. */
    private static int withGuesses(double ratio, double guessed, int pods, int current, Tolerance tolerance) {
        var turned = (ratio < 1 && guessed > 1) || (ratio > 1 && guessed < 1);
        if (turned || tolerance.isWithin(guessed)) {
            return current;
        }
        var replicas = Proposals.ceil(guessed * pods);
        var wrongWay = (guessed < 1 && replicas > current) || (guessed > 1 && replicas < current);
        return wrongWay ? current : replicas;
    }

    /** Finds the pods whose value is guessed, takes the values of those that do not count; returns who is left. */
    private static int sort(HpaSeen seen, Map<String, Long> values, Set<String> pending, Set<String> missing) {
        var counted = 0;
        for (var pod : seen.pods()) {
            if (pod.terminating() || pod.phase() == HpaPod.Phase.FAILED) {
                values.remove(pod.name());
            } else if (pod.phase() == HpaPod.Phase.PENDING) {
                values.remove(pod.name());
                pending.add(pod.name());
            } else if (!values.containsKey(pod.name())) {
                missing.add(pod.name());
            } else {
                counted++;
            }
        }
        return counted;
    }

    /** The mean, in whole thousandths, against the target. */
    private static double ratio(Map<String, Long> values, long targetMilli) {
        var sum = 0L;
        for (var value : values.values()) {
            sum += value;
        }
        var mean = sum / values.size();
        return (double) mean / targetMilli;
    }
}
