package ai.llmd.wva.journal;

import ai.llmd.wva.journal.EstimateResult.Decided;
import ai.llmd.wva.journal.EstimateResult.OfVariant;
import ai.llmd.wva.journal.JournalLine.Cycle;
import ai.llmd.wva.journal.JournalLine.Declared;
import ai.llmd.wva.journal.JournalLine.Start;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Units;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What another policy would have decided on the measurements of a journal. An estimate, open loop: the replicas that
 * ran, and so the latencies and queues that were measured, are those of the recorded decisions. Takes the lines in
 * order; used by one thread.
 */
public final class PolicyEstimate implements Consumer<JournalLine> {
    /** A decision counts for that many intervals at most: then nobody knows what was. */
    private static final int MOST_INTERVALS = 3;

    private final Function<Start, Policy<?>> policies;
    private final Map<VariantId, Totals> variants = new TreeMap<>();
    private PolicyRun<?> run;
    private Start start;
    private Fleet fleet;
    private Pair last;
    private long cycles;
    private double seconds;
    private double recordedCents;
    private double estimatedCents;

    private record Pair(Instant at, Duration interval, Cycle recorded, Plan estimated) {}

    private static final class Totals {
        private double seconds;
        private final double[] replicaSeconds = new double[2];
        private final int[] most = new int[2];
        private long unlike;

        void add(Decision recorded, Decision estimated, double during) {
            seconds += during;
            add(0, replicas(recorded), during);
            add(1, replicas(estimated), during);
            unlike += replicas(recorded) == replicas(estimated) ? 0 : 1;
        }

        private void add(int which, int replicas, double during) {
            replicaSeconds[which] += replicas * during;
            most[which] = Math.max(most[which], replicas);
        }

        private Decided decided(int which) {
            return new Decided(replicaSeconds[which] / seconds, most[which]);
        }

        private static int replicas(Decision decision) {
            return decision.desiredReplicas().orElse(decision.currentReplicas());
        }
    }

    /** @param policies makes the policy at the first start of the journal */
    public PolicyEstimate(Function<Start, Policy<?>> policies) {
        this.policies = policies;
    }

    @Override
    public void accept(JournalLine line) {
        if (line instanceof Start begun) {
            start = begun;
            fleet = null;
            run = run == null ? PolicyRun.start(policies.apply(start)) : run;
        } else if (line instanceof Declared declared) {
            fleet = declared.fleet();
        } else if (line instanceof Cycle cycle) {
            plan(cycle);
        }
    }

    private void plan(Cycle cycle) {
        if (fleet == null) {
            throw new IllegalArgumentException("the fleet of cycle " + cycle.cycle() + " is missing before it");
        }
        if (last != null) {
            count(last, Duration.between(last.at(), cycle.at()));
        }
        var planned = run.plan(cycle.observation(fleet), WorkLimit.NONE);
        run = planned.next();
        cycles++;
        last = new Pair(cycle.at(), fleet.settings().interval(), cycle, planned.plan());
    }

    private void count(Pair pair, Duration until) {
        var longest = pair.interval().multipliedBy(MOST_INTERVALS);
        var during = until.isNegative() ? Duration.ZERO : until.compareTo(longest) > 0 ? longest : until;
        double length = during.toMillis() / Units.MILLIS_PER_SECOND;
        seconds += length;
        recordedCents += pair.recorded().summary().costCentsPerHour() * length / Units.SECONDS_PER_HOUR;
        estimatedCents += pair.estimated().summary().costCentsPerHour() * length / Units.SECONDS_PER_HOUR;
        pair.recorded()
                .decisions()
                .forEach((id, decision) -> variants.computeIfAbsent(id, any -> new Totals())
                        .add(decision, pair.estimated().decisions().get(id), length));
    }

    /** What came of it; the last cycle counts for one interval. To be called once, at the end. */
    public EstimateResult result() {
        if (last != null) {
            count(last, last.interval());
            last = null;
        }
        var each = new TreeMap<VariantId, OfVariant>();
        variants.forEach((id, totals) -> {
            if (totals.seconds > 0) {
                each.put(id, new OfVariant(totals.decided(0), totals.decided(1), totals.unlike));
            }
        });
        return new EstimateResult(
                cycles,
                Duration.ofMillis((long) (seconds * Units.MILLIS_PER_SECOND)),
                recordedCents,
                estimatedCents,
                each);
    }
}
