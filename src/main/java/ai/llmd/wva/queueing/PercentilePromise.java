package ai.llmd.wva.queueing;

/**
 * Latencies are promised to a share of the requests: the figures are the shares that miss the target.
 *
 * <p>TTFT of a request is its wait and its prefill, at the batch that it joins: that of the requests it finds, or a
 * full one if it waited. ITL of a request is the decode time at its batch, averaged over its own tokens
 * ({@link AverageBatch}).
 */
final class PercentilePromise implements Promise {
    /** A latency within rounding of the target meets it. */
    private static final double ROUNDING = 1e-9;

    private final LatencyTargets targets;
    private final double missing;
    private final BatchChain chain;
    private final ServiceLaw law;
    private final int batch;
    private final DecodeTime decode;
    private final double promptFixedMillis;
    private final double promptPerRequestMillis;
    private final double decodeSteps;
    private final StateWalk walk;
    private final WaitTail waits;
    private final AverageBatch average;

    PercentilePromise(
            Replica replica,
            RequestShape shape,
            ServiceLaw law,
            BatchChain chain,
            LatencyTargets targets,
            double percent) {
        this.targets = targets;
        this.missing = 1 - percent / 100;
        this.chain = chain;
        this.law = law;
        this.batch = replica.maxBatchSize();
        this.decode = replica.decode();
        var prefills = replica.prefill().isPresent() && shape.inputTokens() > 0;
        this.promptFixedMillis = prefills ? replica.prefill().get().gammaMillis() : 0;
        this.promptPerRequestMillis = prefills ? replica.prefill().get().deltaMillis() * shape.inputTokens() : 0;
        this.decodeSteps = ServiceLaw.decodeSteps(replica, shape);
        this.walk = new StateWalk(chain, law, batch);
        this.waits = new WaitTail(chain, law.ratePerMilli(batch), replica.maxQueue(), shape.outputVariability());
        this.average = new AverageBatch(chain, law, batch, shape.outputVariability());
    }

    @Override
    public double ttft() {
        return missingTtft(targets.ttftMillis());
    }

    @Override
    public double itl() {
        return missingItl(targets.itlMillis());
    }

    @Override
    public double ttftLimit() {
        return missing;
    }

    @Override
    public double itlLimit() {
        return missing;
    }

    @Override
    public double attainableTtftMillis() {
        return Promise.quantile(this::missingTtft, missing, targets.ttftMillis());
    }

    @Override
    public double attainableItlMillis() {
        return Promise.quantile(this::missingItl, missing, targets.itlMillis());
    }

    private double missingTtft(double targetMillis) {
        var target = targetMillis * (1 + ROUNDING);
        var left = target - promptFixedMillis - promptPerRequestMillis * batch;
        if (left >= 0) {
            return waits.shareBeyond(left);
        }
        // all that wait miss it, and those that join too large a batch
        var inTime = Math.floor((target - promptFixedMillis) / promptPerRequestMillis);
        return inTime >= 1 ? 1 - walk.shareFindingFewerThan((int) Math.min(batch - 1, inTime)) : 1;
    }

    private double missingItl(double targetMillis) {
        var left = targetMillis * (1 + ROUNDING) - decode.alphaMillis();
        if (decode.betaMillis() == 0 || law.perRequestMillis() == 0 || left < 0) {
            return left < 0 ? 1 : 0;
        }
        var metBatch = chain.concurrency();
        var span = decodeSteps * decode.millisAt(metBatch) / law.millisAt(metBatch);
        return 1 - average.shareAtMost(left / decode.betaMillis(), Math.min(1, span));
    }
}
