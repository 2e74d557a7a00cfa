package ai.llmd.wva.policy;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.model.ReplicaCapacity;
import ai.llmd.wva.model.ReplicaPrice;
import ai.llmd.wva.queueing.ContinuousBatching;
import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.PrefillTime;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.ReplicaModel;
import ai.llmd.wva.queueing.ReplicaSizing;
import ai.llmd.wva.queueing.Sizing;
import ai.llmd.wva.queueing.SizingLimit;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One accelerator that a variant could run on, sized for what is asked of it.
 *
 * @param price of one replica there
 * @param batching empty = by the published law
 */
public record Candidate(
        Accelerator accelerator,
        PerformanceProfile profile,
        ReplicaPrice price,
        Optional<ContinuousBatching> batching,
        Requests requests,
        Sizing sizing) {

    public static Candidate of(
            Accelerator accelerator,
            PerformanceProfile profile,
            ReplicaPrice price,
            Optional<ContinuousBatching> batching,
            Requests requests,
            ReplicaSizing sizer) {
        return new Candidate(
                accelerator,
                profile,
                price,
                batching,
                requests,
                sizer.size(replica(profile, batching), requests.shape(), requests.limits()));
    }

    public boolean isFeasible() {
        return sizing instanceof Sizing.Feasible;
    }

    /** What one replica carries; only of a feasible one. */
    public Sizing.Feasible feasible() {
        return (Sizing.Feasible) sizing;
    }

    /** The rate that a load is divided by. */
    public double perReplicaRatePerSecond() {
        return feasible().perReplicaRatePerSecond();
    }

    /** The fewest replicas that carry a rate together; only of a feasible one. */
    public int replicasFor(double ratePerSecond) {
        return ReplicaArithmetic.fewest(ratePerSecond, perReplicaRatePerSecond());
    }

    /** At which load there would be one replica more or less than now, within the bounds. */
    public LoadThresholds thresholds(int replicas, Bounds bounds) {
        return thresholds(replicas, replicas, bounds);
    }

    /** The same where not all of the replicas serve. */
    public LoadThresholds thresholds(int replicas, int serving, Bounds bounds) {
        if (requests.target().tokensPerSecond() > 0) {
            return LoadThresholds.NONE;
        }
        return new LoadThresholds(
                replicas,
                replicas < bounds.apply(Integer.MAX_VALUE)
                        ? OptionalDouble.of(serving * perReplicaRatePerSecond())
                        : OptionalDouble.empty(),
                serving > 1 && replicas > bounds.apply(0)
                        ? OptionalDouble.of((serving - 1) * perReplicaRatePerSecond())
                        : OptionalDouble.empty());
    }

    public double costCentsPerHour(int replicas) {
        return price.centsPerHour(replicas);
    }

    public String name() {
        return accelerator.name();
    }

    public Constraint binding() {
        return limit(feasible().binding());
    }

    private static Constraint limit(SizingLimit limit) {
        return switch (limit) {
            case ITL -> Constraint.ITL;
            case TTFT -> Constraint.TTFT;
            case TOKENS -> Constraint.TOKENS_PER_SECOND;
            case CAPACITY -> Constraint.THROUGHPUT;
        };
    }

    /** What replicas of it are predicted to do under a load spread evenly over them. */
    public Allocation allocation(int replicas, double ratePerSecond) {
        return allocation(replicas, replicas, ratePerSecond);
    }

    /** The same where the load goes to some of the replicas only. */
    public Allocation allocation(int replicas, int serving, double ratePerSecond) {
        var performance = ReplicaModel.analyze(
                replica(profile, batching), requests.shape(), serving <= 0 ? 0 : ratePerSecond / serving);
        return new Allocation(
                name(),
                replicas,
                profile.maxBatchSize(),
                costCentsPerHour(replicas),
                performance.itlMillis(),
                performance.ttftMillis(),
                performance.waitMillis(),
                performance.utilization(),
                ratePerSecond,
                feasible().maxRatePerSecond(),
                limits());
    }

    /** What one replica carries; {@code limits} are those of its allocation. */
    public ReplicaCapacity capacity(RateLimits limits) {
        return new ReplicaCapacity(
                perReplicaRatePerSecond(),
                binding(),
                requests.target(),
                limits,
                feasible().batch().map(cap -> Batching.concurrent(cap, requests.shape())));
    }

    /** Why it would not do; only of one that is not feasible. */
    public HoldCause.Refusal refusal() {
        var refused = (Sizing.Infeasible) sizing;
        return new HoldCause.Refusal(name(), limit(refused.target()), refused.targetMillis(), refused.bestMillis());
    }

    /** What one replica carries under each target alone. */
    private RateLimits limits() {
        var target = requests.target();
        return new RateLimits(
                where(target.ttftMillis(), feasible().rateForTtftPerSecond()),
                where(target.itlMillis(), feasible().rateForItlPerSecond()),
                where(target.tokensPerSecond(), feasible().rateForTokensPerSecond()),
                feasible().throughputPerSecond());
    }

    private static OptionalDouble where(double target, double ratePerSecond) {
        return target > 0 ? OptionalDouble.of(ratePerSecond) : OptionalDouble.empty();
    }

    private static Replica replica(PerformanceProfile profile, Optional<ContinuousBatching> batching) {
        var published = replica(profile);
        return batching.isPresent() ? published.withContinuousBatching(batching.get()) : published;
    }

    private static Replica replica(PerformanceProfile profile) {
        var decode = new DecodeTime(profile.alphaMillis(), profile.betaMillis());
        var prefill = profile.prefill();
        return prefill.isPresent()
                ? Replica.prefillAndDecode(
                        profile.maxBatchSize(),
                        decode,
                        new PrefillTime(
                                prefill.get().gammaMillis(), prefill.get().deltaMillis()))
                : Replica.decodeOnly(profile.maxBatchSize(), decode);
    }
}
