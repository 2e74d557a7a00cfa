package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.NANOS_PER_SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** How many replicas there were, and for how long. */
final class ReplicaLedger {
    private final LongSupplier nanoClock;
    private final List<Integer> counts = new ArrayList<>();
    private long firstNanos;
    private long sinceNanos;
    private double replicaSeconds;

    ReplicaLedger(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    synchronized void replicas(int count) {
        settle();
        if (counts.isEmpty() || last() != count) {
            counts.add(count);
        }
    }

    /** Every number of replicas that there was, in order. */
    synchronized List<Integer> counts() {
        return List.copyOf(counts);
    }

    synchronized int peak() {
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    synchronized double replicaSeconds() {
        settle();
        return replicaSeconds;
    }

    /** What the peak would have come to, had it been there all the time. */
    synchronized double peakReplicaSeconds() {
        settle();
        return peak() * (sinceNanos - firstNanos) / NANOS_PER_SECOND;
    }

    private void settle() {
        var now = nanoClock.getAsLong();
        if (counts.isEmpty()) {
            firstNanos = now;
        } else {
            replicaSeconds += last() * (now - sinceNanos) / NANOS_PER_SECOND;
        }
        sinceNanos = now;
    }

    private int last() {
        return counts.get(counts.size() - 1);
    }
}
