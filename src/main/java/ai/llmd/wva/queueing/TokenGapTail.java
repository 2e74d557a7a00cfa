package ai.llmd.wva.queueing;

/**
 * How many requests have a longer mean time between their own tokens than a given one, in the state of a
 * {@link ContinuousModel}.
 *
 * <p>Over an answer of d tokens, prompts of others come as a Poisson process, which a longer answer averages out; each
 * that is read brings others in that time, a branching process of ratio rho. The batch changes as in
 * {@link AverageBatch}. What came with the own prompt is spread over d tokens: short answers feel it most. So the share
 * is taken for answers of several lengths, with the quantiles of a Weibull distribution of the lengths' variability.
 */
final class TokenGapTail {
    /** -ln(1 - q) in the middle of the classes of length, short ones first, and the classes' shares. */
    private static final double[] EXPONENTIAL = {0.005013, 0.0202, 0.0513, 0.1165, 0.2549, 0.5108, 0.9808, 2.0794};

    private static final double[] SHARES = {0.01, 0.02, 0.04, 0.08, 0.15, 0.2, 0.25, 0.25};
    private static final double ALL_ALIKE = 1e-6;
    /** Standard deviations; of 100 requests one is beyond. */
    private static final double FAR = 2.33;

    private static final double CORRELATION_OF_EQUAL_LENGTHS = 1.25;

    private final ContinuousModel model;
    private final double[] lengths;

    // of the time asked for last
    private double amplified;
    private double fullBatchItl;
    private double settled;

    TokenGapTail(ContinuousModel model) {
        this.model = model;
        var variability = model.shape().outputVariability();
        if (variability < ALL_ALIKE) {
            lengths = new double[] {1};
        } else {
            // a Weibull distribution of exponent 1 / power, and its mean
            var power = StrictMath.pow(variability, 0.46);
            var mean = 1 - 0.46 * power * (1 - power);
            lengths = new double[EXPONENTIAL.length];
            for (var i = 0; i < lengths.length; i++) {
                lengths[i] = StrictMath.pow(EXPONENTIAL[i], power) / mean;
            }
        }
    }

    /** The share of requests whose tokens come further apart than this in the mean. */
    double shareBeyond(double millis) {
        if (millis < model.alphaMillis() + model.perTokenMillis()) {
            return 1;
        }
        if (model.steps() == 0) {
            return 0;
        }
        amplified = 1 / ((1 - model.readingLoad()) * (1 - model.readingLoad()));
        fullBatchItl = model.fullBatchItlMillis(mostRequests());
        settled = model.itlMillis() - model.excessMillis() / model.steps();
        var share = 0.0;
        for (var i = 0; i < lengths.length; i++) {
            share += (lengths.length == 1 ? 1 : SHARES[i]) * beyond(millis, lengths[i]);
        }
        return Math.min(1, share);
    }

    /** Where the KV cache bounds the batch, requests that are smaller than most make for a larger one. */
    private double mostRequests() {
        var cap = model.cap();
        if (cap.bound() != BatchBound.KV_CACHE) {
            return cap.requests();
        }
        var variability = BatchCap.cachedVariability(model.shape());
        return cap.requests() * (1 + FAR * Math.sqrt(variability / cap.requests()));
    }

    private double beyond(double millis, double length) {
        var tokens = Math.max(1, length * model.steps());
        var relative = tokens / model.steps();
        var perToken = model.perTokenMillis();
        var prompt = model.promptMillis();
        var longest = model.longestStepMillis();
        var mean = settled + ContinuousModel.saturating(model.excessMillis() / tokens, longest - settled);
        var square = prompt * prompt * (1 + model.shape().computedVariability());
        var ofPrompts = model.rate() * mean * square * amplified / tokens;
        var ofBoth = model.rate() * model.itlMillis() * prompt * perToken * Math.min(1, 1 / relative) * amplified;
        var batchVariance = model.decoding() / (1 - model.work()) * averaging(relative);
        var variance = ofPrompts + ofBoth + batchVariance * perToken * perToken * amplified;
        if (millis >= fullBatchItl + mean - model.itlMillis() + FAR * Math.sqrt(ofPrompts)) {
            return 0;
        }
        var least = model.alphaMillis() + perToken;
        return Tails.positive(
                millis - least, mean - least, Math.min(variance, Math.max(0, (mean - least) * (longest - mean))));
    }

    /** The share of a snapshot's variance that is left in the average over an answer. */
    private double averaging(double relative) {
        var exponential = Math.min(1, model.shape().outputVariability());
        var correlation = exponential + CORRELATION_OF_EQUAL_LENGTHS * (1 - exponential);
        var span = (1 - model.work()) * correlation * relative;
        // 2 (x - 1 + e^-x) / x^2 to 1 % below 4, and to 5 % below 8
        return (1 + span / 15) / (1 + span * (0.4 + 0.05 * span));
    }
}
