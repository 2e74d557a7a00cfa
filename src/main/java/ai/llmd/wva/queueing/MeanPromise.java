package ai.llmd.wva.queueing;

/**
 * Latencies are promised on average, and a wait without a prefill time as the 95th percentile of an exponential one.
 */
record MeanPromise(ReplicaModel model, BatchChain chain, LatencyTargets targets) implements Promise {
    /** The 95th percentile of an exponential distribution over its mean: -ln(1 - 0.95). */
    private static final double PERCENTILE_95_OVER_MEAN = StrictMath.log(20);

    @Override
    public double ttft() {
        return model.knowsPrefill() ? model.ttftMillis(chain) : PERCENTILE_95_OVER_MEAN * chain.waitMillis();
    }

    @Override
    public double itl() {
        return model.itlMillis(chain);
    }

    @Override
    public double ttftLimit() {
        return targets.ttftMillis();
    }

    @Override
    public double itlLimit() {
        return targets.itlMillis();
    }

    @Override
    public double attainableTtftMillis() {
        return ttft();
    }

    @Override
    public double attainableItlMillis() {
        return itl();
    }
}
