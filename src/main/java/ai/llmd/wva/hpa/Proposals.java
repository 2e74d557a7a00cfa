package ai.llmd.wva.hpa;

import java.util.Optional;
import java.util.OptionalInt;

/** How many replicas all metrics together ask for. */
final class Proposals {
    private final HpaSpec spec;
    private final Tolerance tolerance;

    Proposals(HpaSpec spec, HpaFlags flags) {
        this.spec = spec;
        this.tolerance = Tolerance.of(spec, flags);
    }

    /** What the metric that wants most wants; nothing where the unread ones may want more than there is. */
    Optional<Proposal> most(HpaSeen seen) {
        Proposal most = null;
        var unread = 0;
        for (var i = 0; i < spec.metrics().size(); i++) {
            var metric = spec.metrics().get(i);
            var replicas = replicas(metric, seen.readings().get(i), seen);
            if (replicas.isEmpty()) {
                unread++;
            } else if (most == null || most.replicas() == 0 || replicas.getAsInt() > most.replicas()) {
                most = new Proposal(metric.name(), replicas.getAsInt());
            }
        }
        return most == null || (unread > 0 && most.replicas() < seen.specReplicas())
                ? Optional.empty()
                : Optional.of(most);
    }

    /** Nothing where the metric says nothing. */
    private OptionalInt replicas(HpaMetric metric, MetricReading reading, HpaSeen seen) {
        if (metric.kind() == HpaMetric.Kind.PODS) {
            return reading instanceof MetricReading.PerPod values
                    ? PodAverages.replicas(values, metric.targetMilli(), tolerance, seen)
                    : OptionalInt.empty();
        }
        if (!(reading instanceof MetricReading.Total total)) {
            return OptionalInt.empty();
        }
        return metric.kind() == HpaMetric.Kind.VALUE
                ? byRatio((double) total.milli() / metric.targetMilli(), seen)
                : OptionalInt.of(byShare(total.milli(), metric.targetMilli(), seen.statusReplicas()));
    }

    /** The ready pods scaled by a ratio, those that end among them. */
    private OptionalInt byRatio(double ratio, HpaSeen seen) {
        if (seen.specReplicas() == 0) {
            return OptionalInt.of(ceil(ratio));
        }
        if (tolerance.isWithin(ratio)) {
            return OptionalInt.of(seen.specReplicas());
        }
        if (seen.pods().isEmpty()) {
            return OptionalInt.empty();
        }
        var ready = 0;
        for (var pod : seen.pods()) {
            if (pod.phase() == HpaPod.Phase.RUNNING && pod.ready()) {
                ready++;
            }
        }
        return OptionalInt.of(ceil(ratio * ready));
    }

    private int byShare(long totalMilli, long targetMilli, int statusReplicas) {
        var ratio = totalMilli / ((double) targetMilli * statusReplicas);
        return tolerance.isWithin(ratio) ? statusReplicas : ceil((double) totalMilli / targetMilli);
    }

    /** As many as there can be where that is too many for a number. */
    static int ceil(double replicas) {
        return (int) StrictMath.ceil(replicas);
    }

    /** What one metric wants. */
    record Proposal(String metric, int replicas) {}
}
