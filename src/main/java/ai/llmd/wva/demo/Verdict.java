package ai.llmd.wva.demo;

import ai.llmd.wva.loadgen.RateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the loop did what the script called for. */
final class Verdict {
    private static final double MINUTE_SECONDS = 60;
    /** How many rate windows a phase must last before it must have had its effect. */
    private static final double WINDOWS = 2;

    private final RateTable load;
    private final double windowSeconds;

    Verdict(RateTable load, double windowSeconds) {
        this.load = load;
        this.windowSeconds = windowSeconds;
    }

    /** What did not work; empty when all did. */
    List<String> failures(List<Integer> replicaCounts, RequestTotals requests, Decisions decisions) {
        var failures = new ArrayList<String>();
        decisions.problems().forEach(problem -> failures.add("the declarations: " + problem));
        if (!decisions.written()) {
            failures.add("no decision was written to the status of the VariantAutoscaling");
        }
        if (load.requests() > 0 && requests.answered() == 0) {
            failures.add("no request was answered");
        }
        var sized = decisions.latestSized();
        if (load.requests() > 0 && sized.isEmpty()) {
            failures.add("the load was never measured");
        }
        sized.flatMap(latest -> latest.decision().allocation()).ifPresent(allocation -> {
            var capacityPerMinute = allocation.maxRatePerSecond() * MINUTE_SECONDS;
            if (lastingPeakPerMinute() > capacityPerMinute && replicaCounts.size() < 2) {
                failures.add(String.format(
                        Locale.ROOT,
                        "never scaled, though one replica carries %.1f requests a minute",
                        capacityPerMinute));
            }
        });
        settled(replicaCounts, decisions, failures);
        return failures;
    }

    private void settled(List<Integer> replicaCounts, Decisions decisions, List<String> failures) {
        var last = load.phases().get(load.phases().size() - 1);
        if (replicaCounts.isEmpty() || !lasts(last)) {
            return;
        }
        int replicas = replicaCounts.get(replicaCounts.size() - 1);
        decisions.latest().ifPresent(latest -> {
            var desired = latest.decision().desiredReplicas();
            if (desired.isEmpty() || desired.getAsInt() != replicas) {
                failures.add("ended with " + replicas + " replicas, but "
                        + (desired.isPresent() ? desired.getAsInt() : "no number") + " wanted");
            } else if (last.requestsPerMinute() == 0 && replicas > 1) {
                failures.add("still " + replicas + " replicas after the load ended");
            }
        });
    }

    private double lastingPeakPerMinute() {
        return load.phases().stream()
                .filter(this::lasts)
                .mapToDouble(RateTable.Phase::requestsPerMinute)
                .max()
                .orElse(0);
    }

    private boolean lasts(RateTable.Phase phase) {
        return phase.seconds() >= WINDOWS * windowSeconds;
    }
}
