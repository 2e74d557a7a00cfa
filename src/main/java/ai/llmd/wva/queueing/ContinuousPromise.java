package ai.llmd.wva.queueing;

/**
 * Latencies of a {@link ContinuousModel}: means, or, with a percentile, the shares of requests that miss the target.
 */
final class ContinuousPromise implements Promise {
    private final ContinuousModel model;
    private final LatencyTargets targets;
    private final double missing;
    private final FirstTokenTail firstToken;
    private final TokenGapTail gaps;

    ContinuousPromise(ContinuousModel model, LatencyTargets targets) {
        this.model = model;
        this.targets = targets;
        var ofMeans = targets.percentile().isEmpty();
        this.missing = ofMeans ? 0 : 1 - targets.percentile().getAsDouble() / 100;
        this.firstToken = ofMeans ? null : new FirstTokenTail(model);
        this.gaps = ofMeans ? null : new TokenGapTail(model);
    }

    private boolean ofMeans() {
        return targets.percentile().isEmpty();
    }

    @Override
    public double ttft() {
        return ofMeans() ? model.ttftMillis() : firstToken.shareBeyond(targets.ttftMillis());
    }

    @Override
    public double itl() {
        return ofMeans() ? model.itlMillis() : gaps.shareBeyond(targets.itlMillis());
    }

    @Override
    public double ttftLimit() {
        return ofMeans() ? targets.ttftMillis() : missing;
    }

    @Override
    public double itlLimit() {
        return ofMeans() ? targets.itlMillis() : missing;
    }

    @Override
    public double attainableTtftMillis() {
        return ofMeans() ? ttft() : Promise.quantile(firstToken::shareBeyond, missing, targets.ttftMillis());
    }

    @Override
    public double attainableItlMillis() {
        return ofMeans() ? itl() : Promise.quantile(gaps::shareBeyond, missing, targets.itlMillis());
    }
}
