package ai.llmd.wva.model;

import java.time.Duration;
import java.util.Optional;

/** Why a decision is as it is, as facts. */
public sealed interface Rationale {

    /** The same without the numbers that follow from a measurement and change with every one. */
    Rationale withoutMeasurements();

    /** Nothing arrives and nothing is served: the fewest replicas allowed. */
    record NoLoad() implements Rationale {
        @Override
        public Rationale withoutMeasurements() {
            return this;
        }
    }

    /**
     * Sized for a load that is the variant's own.
     *
     * @param ratePerSecond the arrival rate that was sized for
     * @param outputTokens mean output tokens of a request
     * @param neededReplicas what carries that rate, before bounds
     * @param capacity what one replica carries
     * @param shortage what there was, where the devices do not suffice
     * @param runnerUp the accelerator that came second
     * @param thresholds at which load the number would change
     */
    record OwnLoad(
            double ratePerSecond,
            double outputTokens,
            int neededReplicas,
            ReplicaCapacity capacity,
            Optional<Shortage> shortage,
            Optional<Alternative> runnerUp,
            LoadThresholds thresholds)
            implements Rationale {
        @Override
        public Rationale withoutMeasurements() {
            return new OwnLoad(
                    0,
                    0,
                    neededReplicas,
                    capacity.withoutMeasurements(),
                    shortage,
                    runnerUp,
                    thresholds.withoutMeasurements());
        }
    }

    /** Devices of a type suffice for that many replicas only, >= 0. */
    record Shortage(String device, int replicas) {}

    /**
     * One of several variants that share a load.
     *
     * @param ratePerSecond the arrival rate of all of them
     * @param outputTokens mean output tokens of a request
     * @param variants how many share it
     * @param full whether the devices suffice for all of the load
     * @param mix what carries it at the least cost, or what the devices suffice for
     * @param capacity what one replica of this variant carries
     * @param kept why this variant keeps replicas that the mix does not ask for, where it does
     * @param runnerUp the best mix that leaves the load to one of them
     * @param next the mix beyond the load that this one carries; empty where the load does not decide
     * @param unlike two of them whose requests differ as those of different stages do
     */
    record SharedLoad(
            double ratePerSecond,
            double outputTokens,
            int variants,
            boolean full,
            Mix mix,
            ReplicaCapacity capacity,
            Optional<KeptReplicas> kept,
            Optional<Mix> runnerUp,
            Optional<NextMix> next,
            Optional<UnlikeLengths> unlike)
            implements Rationale {
        @Override
        public Rationale withoutMeasurements() {
            return new SharedLoad(
                    0,
                    0,
                    variants,
                    full,
                    mix,
                    capacity.withoutMeasurements(),
                    kept,
                    runnerUp,
                    next.map(NextMix::withoutMeasurements),
                    unlike.map(UnlikeLengths::withoutMeasurements));
        }
    }

    /** The mix that a load above a rate would take. */
    record NextMix(double abovePerSecond, Mix mix) {
        private NextMix withoutMeasurements() {
            return new NextMix(0, mix);
        }
    }

    /**
     * Variants that share a load although their requests are unlike: sized for a mean that neither of them gets.
     *
     * @param shortest the variant whose requests generate the fewest tokens
     * @param shortestTokens how many, as a mean; likewise longestTokens
     */
    record UnlikeLengths(String shortest, double shortestTokens, String longest, double longestTokens) {
        /** Of more than two variants, those at the ends change places with every measurement. */
        private UnlikeLengths withoutMeasurements() {
            return new UnlikeLengths("", 0, "", 0);
        }
    }

    /**
     * There is nothing good to decide from.
     *
     * @param kept what stays meanwhile
     * @param limit for how long a last good decision is held, where it has become too old
     */
    record Held(HoldCause cause, KeptDecision kept, Optional<Duration> limit) implements Rationale {
        @Override
        public Rationale withoutMeasurements() {
            return new Held(cause.withoutMeasurements(), kept, limit);
        }
    }
}
