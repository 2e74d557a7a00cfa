package ai.llmd.wva.model;

import java.time.Duration;
import java.util.Optional;

/** Why a decision is as it is, as facts. */
public sealed interface Rationale {

    /** The same without the numbers that follow from a measurement and change with every one. */
    Rationale withoutMeasurements();

    /**
     * Nothing arrives and nothing is served: the fewest replicas allowed.
     *
     * @param stuckPods pods whose capacity does not count, each made up for by a replica
     */
    record NoLoad(int stuckPods) implements Rationale {
        /** All pods count. */
        public NoLoad() {
            this(0);
        }

        @Override
        public Rationale withoutMeasurements() {
            return this;
        }
    }

    /**
     * Sized for a load that is the variant's own.
     *
     * @param ratePerSecond the rate that was sized for: arrivals, or what they may grow to, and requests that seem to
     *     give up
     * @param outputTokens mean output tokens of a request
     * @param neededReplicas what carries that rate, before bounds and whatever may be added in a cycle
     * @param capacity what one replica carries
     * @param shortage what there was, where the devices do not suffice
     * @param runnerUp the accelerator that came second
     * @param thresholds at which load the number would change
     * @param hidden what of the demand was not counted, where some seems to be
     * @param stuckPods pods whose capacity does not count, each made up for by a replica
     * @param growth the room above the present load, where there is some
     */
    record OwnLoad(
            double ratePerSecond,
            double outputTokens,
            int neededReplicas,
            ReplicaCapacity capacity,
            Optional<Shortage> shortage,
            Optional<Alternative> runnerUp,
            LoadThresholds thresholds,
            Optional<Hidden> hidden,
            int stuckPods,
            Optional<Headroom> growth)
            implements Rationale {
        /** All demand is counted and all pods count. */
        public OwnLoad(
                double ratePerSecond,
                double outputTokens,
                int neededReplicas,
                ReplicaCapacity capacity,
                Optional<Shortage> shortage,
                Optional<Alternative> runnerUp,
                LoadThresholds thresholds) {
            this(
                    ratePerSecond,
                    outputTokens,
                    neededReplicas,
                    capacity,
                    shortage,
                    runnerUp,
                    thresholds,
                    Optional.empty(),
                    0,
                    Optional.empty());
        }

        /** The load as it is, without room for growth. */
        public OwnLoad(
                double ratePerSecond,
                double outputTokens,
                int neededReplicas,
                ReplicaCapacity capacity,
                Optional<Shortage> shortage,
                Optional<Alternative> runnerUp,
                LoadThresholds thresholds,
                Optional<Hidden> hidden,
                int stuckPods) {
            this(
                    ratePerSecond,
                    outputTokens,
                    neededReplicas,
                    capacity,
                    shortage,
                    runnerUp,
                    thresholds,
                    hidden,
                    stuckPods,
                    Optional.empty());
        }

        /** The rate that is there now, without room for growth. */
        public double presentPerSecond() {
            return growth.map(Headroom::measuredPerSecond).orElse(ratePerSecond);
        }

        @Override
        public Rationale withoutMeasurements() {
            return new OwnLoad(
                    0,
                    0,
                    neededReplicas,
                    capacity.withoutMeasurements(),
                    shortage,
                    runnerUp,
                    thresholds.withoutMeasurements(),
                    hidden.map(Hidden::withoutMeasurements),
                    stuckPods,
                    growth.map(Headroom::withoutMeasurements));
        }
    }

    /**
     * Room for growth above the present load.
     *
     * @param measuredPerSecond what arrives now
     * @param mostPerSecond the most that arrived in the window, >= measured
     * @param share of that which is planned for on top, >= 0, as it is learned
     * @param trend the rise that is planned for where it leads further
     * @param drain what waits, to be served beside the measured load where that is more
     * @param chance share of what is planned for by which the load may by chance be less than usual, >= 0: replicas
     *     that are there stay until they are not needed for so much more
     */
    record Headroom(
            double measuredPerSecond,
            double mostPerSecond,
            double share,
            Duration window,
            Optional<Trend> trend,
            Optional<Drain> drain,
            double chance) {
        /** The rate that is planned for. */
        public double plannedPerSecond() {
            return Math.max(abovePerSecond(), Math.max(risePerSecond(), drainPerSecond()));
        }

        /** Whether it is the rise that decides. */
        public boolean rises() {
            return risePerSecond() > Math.max(abovePerSecond(), drainPerSecond());
        }

        /** Whether it is what waits that decides. */
        public boolean drains() {
            return drainPerSecond() > Math.max(abovePerSecond(), risePerSecond());
        }

        private double abovePerSecond() {
            return mostPerSecond * (1 + share);
        }

        private double risePerSecond() {
            return trend.isPresent() ? trend.get().toPerSecond() : 0;
        }

        private double drainPerSecond() {
            return drain.isPresent() ? measuredPerSecond + drain.get().ratePerSecond() : 0;
        }

        /** How many times the most of the window is planned for. */
        public double times() {
            return plannedPerSecond() / mostPerSecond;
        }

        /** A rate that was planned for, as it is now. */
        public double without(double plannedRatePerSecond) {
            return Math.max(0, plannedRatePerSecond - plannedPerSecond() + measuredPerSecond);
        }

        /** The same with nothing on top of what arrived and what waits. */
        public Headroom withoutGrowth() {
            return new Headroom(measuredPerSecond, mostPerSecond, 0, window, Optional.empty(), drain, chance);
        }

        private Headroom withoutMeasurements() {
            return new Headroom(
                    0, 0, 0, window, trend.map(Trend::withoutMeasurements), drain.map(Drain::withoutMeasurements), 0);
        }
    }

    /**
     * Requests that wait.
     *
     * @param waiting how many, > 0
     * @param within how soon they should have been served
     */
    record Drain(double waiting, Duration within) {
        /** The rate that serves them in that time. */
        public double ratePerSecond() {
            return Units.MILLIS_PER_SECOND * waiting / within.toMillis();
        }

        private Drain withoutMeasurements() {
            return new Drain(0, within);
        }
    }

    /**
     * A steady rise.
     *
     * @param perSecondEachSecond by which the rate grows
     * @param late how long a replica that is asked for now takes until it serves
     * @param toPerSecond the rate that it is planned to lead to
     */
    record Trend(double perSecondEachSecond, Duration late, double toPerSecond) {
        private Trend withoutMeasurements() {
            return new Trend(0, late, 0);
        }
    }

    /**
     * Demand that no counter shows, since clients give up in the queue.
     *
     * @param ratePerSecond of the rate that was sized for, the part that is only estimated
     * @param rise what it did to the number
     */
    record Hidden(double ratePerSecond, Rise rise) {
        private Hidden withoutMeasurements() {
            return new Hidden(0, rise);
        }
    }

    /** What demand that is only estimated does to a number of replicas. */
    enum Rise {
        /** It counts in full. */
        FULL,
        /** It doubles the replicas, the most in one cycle, and asks for more. */
        DOUBLED,
        /** However little is estimated, one replica more than serve. */
        ONE_MORE
    }

    /** Devices of a type suffice for that many replicas only, >= 0. */
    record Shortage(String device, int replicas) {}

    /**
     * One of several variants that share a load.
     *
     * @param ratePerSecond the rate of all of them: arrivals, and requests that seem to give up
     * @param outputTokens mean output tokens of a request
     * @param variants how many share it
     * @param full whether the devices suffice for all of the load
     * @param mix what carries it at the least cost, or what the devices suffice for
     * @param capacity what one replica of this variant carries
     * @param kept why this variant keeps replicas that the mix does not ask for, where it does
     * @param runnerUp the best mix that leaves the load to one of them
     * @param next the mix beyond the load that this one carries; empty where the load does not decide
     * @param unlike two of them whose requests differ as those of different stages do
     * @param hidden what of the demand was not counted, where some seems to be
     * @param stuckPods pods of this variant whose capacity does not count, each made up for by a replica of the mix
     * @param growth the room above the present load, where there is some
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
            Optional<UnlikeLengths> unlike,
            Optional<Hidden> hidden,
            int stuckPods,
            Optional<Headroom> growth)
            implements Rationale {
        /** All demand is counted and all pods count. */
        public SharedLoad(
                double ratePerSecond,
                double outputTokens,
                int variants,
                boolean full,
                Mix mix,
                ReplicaCapacity capacity,
                Optional<KeptReplicas> kept,
                Optional<Mix> runnerUp,
                Optional<NextMix> next,
                Optional<UnlikeLengths> unlike) {
            this(
                    ratePerSecond,
                    outputTokens,
                    variants,
                    full,
                    mix,
                    capacity,
                    kept,
                    runnerUp,
                    next,
                    unlike,
                    Optional.empty(),
                    0,
                    Optional.empty());
        }

        /** The rate that is there now, without room for growth. */
        public double presentPerSecond() {
            return growth.map(Headroom::measuredPerSecond).orElse(ratePerSecond);
        }

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
                    unlike.map(UnlikeLengths::withoutMeasurements),
                    hidden.map(Hidden::withoutMeasurements),
                    stuckPods,
                    growth.map(Headroom::withoutMeasurements));
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
