package ai.llmd.wva.queueing;

import java.util.function.DoubleUnaryOperator;

/**
 * How much one replica carries within its latency targets.
 *
 * <p>The answer is the largest arrival rate that meets every target, between {@link ReplicaModel#minRatePerSecond()} and
 * {@link ReplicaModel#maxRatePerSecond()}. What a target means:
 *
 * <ul>
 *   <li>TTFT, with a prefill profile: mean wait + mean prefill are at most the target.
 *   <li>TTFT, with alpha and beta only: the 95th percentile of the wait is at most the target. A wait is taken to be
 *       exponential, so that its 95th percentile is ln 20 = 2.9957 times its mean.
 *   <li>ITL: the mean time between tokens is at most the target.
 *   <li>Tokens per second: that the fleet delivers them is the planner's business; a replica then keeps a margin of stability
 *       of a tenth of its service rate.
 * </ul>
 */
public final class Sizer {
    /** The 95th percentile of an exponential distribution over its mean: -ln(1 - 0.95). */
    private static final double PERCENTILE_95_OVER_MEAN = Math.log(20);

    /** The largest share of mu(N) where a target in tokens per second is set. */
    private static final double STABLE_SHARE = 0.9;

    private static final double MILLIS_PER_SECOND = 1000;

    private final ReplicaModel model;
    private final FirstGuess guess;
    private final BatchChain chain;
    private final double leastRate;
    private final double largestRate;

    private Sizer(Replica replica, RequestShape shape) {
        this.model = new ReplicaModel(replica, shape);
        this.guess = new FirstGuess(replica, shape, model.law());
        this.chain = model.newChain();
        this.leastRate = model.minRatePerSecond();
        this.largestRate = model.maxRatePerSecond();
    }

    /**
     * Sizes a replica.
     *
     * @throws IllegalArgumentException if the profile and the shape give no service time, as {@link ReplicaModel} does
     */
    public static Sizing size(Replica replica, RequestShape shape, LatencyTargets targets) {
        return new Sizer(replica, shape).size(targets);
    }

    private Sizing size(LatencyTargets targets) {
        solve(leastRate);
        var leastTtft = ttftMillis();
        var leastItl = model.itlMillis(chain);
        if (targets.ttftMillis() > 0 && leastTtft > targets.ttftMillis()) {
            return new Sizing.Infeasible(Constraint.TTFT, leastTtft, targets.ttftMillis());
        }
        if (targets.itlMillis() > 0 && leastItl > targets.itlMillis()) {
            return new Sizing.Infeasible(Constraint.ITL, leastItl, targets.itlMillis());
        }
        solve(largestRate);
        var largestTtft = ttftMillis();
        var largestItl = model.itlMillis(chain);

        var rateForItl = largestRate;
        if (targets.itlMillis() > 0 && largestItl > targets.itlMillis()) {
            rateForItl = search(
                    this::itlMillisAt, targets.itlMillis(), leastItl, largestItl, guess.forItl(targets.itlMillis()));
        }
        var rateForTtft = largestRate;
        if (targets.ttftMillis() > 0 && largestTtft > targets.ttftMillis()) {
            rateForTtft = search(
                    this::ttftMillisAt,
                    targets.ttftMillis(),
                    leastTtft,
                    largestTtft,
                    guess.forTtft(targets.ttftMillis()));
        }
        var rateForTokens = targets.tokensPerSecond() > 0 ? STABLE_SHARE * model.capacityPerSecond() : largestRate;
        return feasible(rateForTtft, rateForItl, rateForTokens);
    }

    private Sizing feasible(double rateForTtft, double rateForItl, double rateForTokens) {
        var maxRate = Math.min(rateForTtft, Math.min(rateForItl, rateForTokens));
        solve(maxRate);
        var atMaxRate = model.performance(chain, maxRate);
        return new Sizing.Feasible(
                maxRate,
                model.knowsPrefill() ? atMaxRate.throughputPerSecond() : maxRate,
                atMaxRate,
                rateForTtft,
                rateForItl,
                rateForTokens,
                largestRate,
                binding(maxRate, rateForTtft, rateForItl));
    }

    private Constraint binding(double maxRate, double rateForTtft, double rateForItl) {
        if (maxRate == largestRate) {
            return Constraint.CAPACITY;
        }
        if (maxRate == rateForTtft) {
            return Constraint.TTFT;
        }
        return maxRate == rateForItl ? Constraint.ITL : Constraint.TOKENS;
    }

    private double search(
            DoubleUnaryOperator latency,
            double target,
            double leastLatency,
            double largestLatency,
            double guessPerMilli) {
        return new RateSearch(latency, target)
                .largestRate(leastRate, leastLatency, largestRate, largestLatency, guessPerMilli * MILLIS_PER_SECOND);
    }

    private double ttftMillisAt(double ratePerSecond) {
        solve(ratePerSecond);
        return ttftMillis();
    }

    private double itlMillisAt(double ratePerSecond) {
        solve(ratePerSecond);
        return model.itlMillis(chain);
    }

    private double ttftMillis() {
        return model.knowsPrefill() ? model.ttftMillis(chain) : PERCENTILE_95_OVER_MEAN * chain.waitMillis();
    }

    private void solve(double ratePerSecond) {
        chain.solve(ratePerSecond / MILLIS_PER_SECOND);
    }
}
