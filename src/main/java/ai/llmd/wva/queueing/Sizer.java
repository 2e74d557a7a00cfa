package ai.llmd.wva.queueing;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * How much one replica carries within its latency targets.
 *
 * <p>The answer is the largest arrival rate that meets every target, between {@link ReplicaModel#minRatePerSecond()}
 * and {@link ReplicaModel#maxRatePerSecond()}. What a target means:
 *
 * <ul>
 *   <li>TTFT, with a prefill profile: mean wait + mean prefill are at most the target.
 *   <li>TTFT, with alpha and beta only: the 95th percentile of the wait is at most the target. A wait is taken to be
 *       exponential, so that its 95th percentile is ln 20 = 2.9957 times its mean.
 *   <li>ITL: the mean time between tokens is at most the target.
 *   <li>Tokens per second: that the fleet delivers them is the planner's business; a replica then keeps a margin of
 *       stability of a tenth of its service rate.
 * </ul>
 *
 * <p>Not safe for use by several threads.
 *
 * <p>With a percentile, TTFT and ITL are promised to that share of the requests instead, see {@link PercentilePromise}.
 *
 * <p>A replica with {@link ContinuousBatching} is sized by the {@link ContinuousModel}: the same targets, with the TTFT
 * of the requests themselves.
 */
public final class Sizer {
    /** The largest share of mu(N) where a target in tokens per second is set. */
    private static final double STABLE_SHARE = 0.9;
    /** So much more than its rate must be within the targets of a replica that batches continuously. */
    private static final double CAUTION = 1.01;
    /** That law is good to some percent. */
    private static final double ROUGHLY = 1e-6;
    /** Of a replica that batches continuously, where a search for a rate starts. */
    private static final double USUAL_SHARE = 0.85;

    private final BatchChain chain = new BatchChain();
    private final DoubleUnaryOperator ttftAt = this::ttftAt;
    private final DoubleUnaryOperator itlAt = this::itlAt;
    /** Of the published law; null where the replica batches continuously. */
    private ReplicaModel model;

    private LatencyTargets targets;
    private Promise promise;
    /** Made when first needed. */
    private ContinuousModel continuous;

    private double leastRate;
    private double largestRate;
    private double capacity;
    private double itlGuess;
    private double ttftGuess;

    private void become(Replica replica, RequestShape shape, LatencyTargets targets) {
        this.targets = targets;
        if (replica.batching().isPresent()) {
            becomeContinuous(replica, replica.batching().get(), shape);
            return;
        }
        this.model = new ReplicaModel(replica, shape);
        var guess = new FirstGuess(replica, shape, model.law());
        this.itlGuess = guess.forItl(targets.itlMillis());
        this.ttftGuess = guess.forTtft(targets.ttftMillis());
        model.prepare(chain);
        this.promise = targets.percentile().isPresent()
                ? new PercentilePromise(
                        replica,
                        shape,
                        model.law(),
                        chain,
                        targets,
                        targets.percentile().getAsDouble())
                : new MeanPromise(model, chain, targets);
        this.leastRate = model.minRatePerSecond();
        this.largestRate = model.maxRatePerSecond();
        this.capacity = model.capacityPerSecond();
    }

    private void becomeContinuous(Replica replica, ContinuousBatching batching, RequestShape shape) {
        this.model = null;
        if (continuous == null) {
            continuous = new ContinuousModel();
        }
        continuous.become(replica, batching, shape);
        this.promise = new ContinuousPromise(continuous, targets);
        this.capacity = continuous.topRate() * ReplicaModel.MILLIS_PER_SECOND;
        this.leastRate = continuous.ratePerMilli(1) * ReplicaModel.LEAST_SHARE * ReplicaModel.MILLIS_PER_SECOND;
        this.largestRate = ReplicaModel.LARGEST_SHARE * capacity / CAUTION;
        this.itlGuess = continuous.rateForItl(targets.itlMillis());
        this.ttftGuess = USUAL_SHARE * continuous.topRate();
    }

    /**
     * Sizes a replica. Nothing is carried over from one to the next; one that sizes many only makes less garbage than
     * many that size one.
     *
     * @throws IllegalArgumentException if the profile and the shape give no service time, as {@link ReplicaModel} does
     */
    public Sizing sizeNext(Replica replica, RequestShape shape, LatencyTargets targets) {
        become(replica, shape, targets);
        return size();
    }

    /** Sizes one replica, as {@link #sizeNext} does. */
    public static Sizing size(Replica replica, RequestShape shape, LatencyTargets targets) {
        return new Sizer().sizeNext(replica, shape, targets);
    }

    private Sizing size() {
        var limitsTtft = targets.ttftMillis() > 0;
        var limitsItl = targets.itlMillis() > 0;
        solve(leastRate);
        var leastTtft = limitsTtft ? promise.ttft() : 0;
        var leastItl = limitsItl ? promise.itl() : 0;
        if (limitsTtft && !(leastTtft <= promise.ttftLimit())) {
            return new Sizing.Infeasible(SizingLimit.TTFT, promise.attainableTtftMillis(), targets.ttftMillis());
        }
        if (limitsItl && !(leastItl <= promise.itlLimit())) {
            return new Sizing.Infeasible(SizingLimit.ITL, promise.attainableItlMillis(), targets.itlMillis());
        }
        solve(largestRate);
        var largestTtft = limitsTtft ? promise.ttft() : 0;
        var largestItl = limitsItl ? promise.itl() : 0;

        var rateForItl = largestRate;
        if (limitsItl && largestItl > promise.itlLimit()) {
            rateForItl = search(itlAt, promise.itlLimit(), leastItl, largestItl, itlGuess);
        }
        var rateForTtft = largestRate;
        if (limitsTtft && largestTtft > promise.ttftLimit()) {
            rateForTtft = search(ttftAt, promise.ttftLimit(), leastTtft, largestTtft, ttftGuess);
        }
        var rateForTokens = targets.tokensPerSecond() > 0 ? STABLE_SHARE * capacity : largestRate;
        return feasible(rateForTtft, rateForItl, rateForTokens);
    }

    private Sizing feasible(double rateForTtft, double rateForItl, double rateForTokens) {
        var maxRate = Math.min(rateForTtft, Math.min(rateForItl, rateForTokens));
        solve(maxRate);
        return new Sizing.Feasible(
                maxRate,
                model != null && model.knowsPrefill() ? model.throughputPerSecond(chain, maxRate) : maxRate,
                rateForTtft,
                rateForItl,
                rateForTokens,
                largestRate,
                binding(maxRate, rateForTtft, rateForItl),
                model == null ? Optional.of(continuous.cap()) : Optional.empty());
    }

    private SizingLimit binding(double maxRate, double rateForTtft, double rateForItl) {
        if (Double.compare(maxRate, largestRate) == 0) {
            return SizingLimit.CAPACITY;
        }
        if (Double.compare(maxRate, rateForTtft) == 0) {
            return SizingLimit.TTFT;
        }
        return Double.compare(maxRate, rateForItl) == 0 ? SizingLimit.ITL : SizingLimit.TOKENS;
    }

    private double search(
            DoubleUnaryOperator figure, double limit, double leastFigure, double largestFigure, double guessPerMilli) {
        return new RateSearch(figure, limit, model == null ? ROUGHLY : RateSearch.PRECISION)
                .largestRate(
                        leastRate,
                        leastFigure,
                        largestRate,
                        largestFigure,
                        guessPerMilli * ReplicaModel.MILLIS_PER_SECOND);
    }

    private double ttftAt(double ratePerSecond) {
        solve(ratePerSecond);
        return promise.ttft();
    }

    private double itlAt(double ratePerSecond) {
        solve(ratePerSecond);
        return promise.itl();
    }

    private void solve(double ratePerSecond) {
        if (model == null) {
            continuous.solve(CAUTION * ratePerSecond / ReplicaModel.MILLIS_PER_SECOND);
        } else {
            chain.solve(ratePerSecond / ReplicaModel.MILLIS_PER_SECOND);
        }
    }
}
