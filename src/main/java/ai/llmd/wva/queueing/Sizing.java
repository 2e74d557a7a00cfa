package ai.llmd.wva.queueing;

import java.util.Optional;

/** The answer of {@link Sizer}: what one replica carries within its targets, or which target it can never meet. */
public sealed interface Sizing permits Sizing.Feasible, Sizing.Infeasible {

    /**
     * The replica meets its targets up to a rate.
     *
     * @param maxRatePerSecond the largest arrival rate that meets every target
     * @param perReplicaRatePerSecond what a fleet divides its load by: the largest rate itself, or with a prefill
     *     profile the throughput at that rate
     * @param rateForTtftPerSecond the largest rate that meets the TTFT target alone; without one, the end of the search
     * @param rateForItlPerSecond likewise for ITL
     * @param rateForTokensPerSecond likewise for tokens per second
     * @param throughputPerSecond the end of the search: what it carries whatever the targets
     * @param binding which of them is the smallest
     * @param batch how many requests it serves at once, under {@link ContinuousBatching}
     */
    record Feasible(
            double maxRatePerSecond,
            double perReplicaRatePerSecond,
            double rateForTtftPerSecond,
            double rateForItlPerSecond,
            double rateForTokensPerSecond,
            double throughputPerSecond,
            SizingLimit binding,
            Optional<BatchCap> batch)
            implements Sizing {
        /** By the published law. */
        public Feasible(
                double maxRatePerSecond,
                double perReplicaRatePerSecond,
                double rateForTtftPerSecond,
                double rateForItlPerSecond,
                double rateForTokensPerSecond,
                double throughputPerSecond,
                SizingLimit binding) {
            this(
                    maxRatePerSecond,
                    perReplicaRatePerSecond,
                    rateForTtftPerSecond,
                    rateForItlPerSecond,
                    rateForTokensPerSecond,
                    throughputPerSecond,
                    binding,
                    Optional.empty());
        }
    }

    /**
     * An all but idle replica already misses a target.
     *
     * @param target the target that is missed, TTFT or ITL; TTFT when both are
     * @param bestMillis the lowest latency the replica can show, in the terms of the target; more than targetMillis
     * @param targetMillis the target
     */
    record Infeasible(SizingLimit target, double bestMillis, double targetMillis) implements Sizing {}
}
