package ai.llmd.wva.demo;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a demo went.
 *
 * @param whole whether the script went to its end; only then failures are looked for
 * @param replicaCounts every number of replicas that there was, in order
 * @param peakReplicaSeconds what the largest of them would have come to over the whole time
 * @param failures what did not work, in words
 */
public record DemoResult(
        boolean whole,
        List<Integer> replicaCounts,
        RequestTotals requests,
        double ttftTargetMillis,
        double itlTargetMillis,
        double replicaSeconds,
        double peakReplicaSeconds,
        OptionalDouble costCents,
        List<String> failures) {

    public DemoResult {
        replicaCounts = List.copyOf(replicaCounts);
        failures = List.copyOf(failures);
    }

    public boolean worked() {
        return failures.isEmpty();
    }

    int peak() {
        return replicaCounts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
