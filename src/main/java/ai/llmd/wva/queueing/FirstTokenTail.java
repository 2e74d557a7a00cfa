package ai.llmd.wva.queueing;

/**
 * How many requests get their first token later than a given time, in the state of a {@link ContinuousModel}.
 *
 * <p>A request meets no other prompt, one, or several. Without one it waits for the end of a step, any part of it being
 * as likely. One prompt is met in the middle (the residual time of a renewal process); several are a geometric number
 * of these, as the wait of an M/G/1 queue is (Pollaczek and Khinchine). Each of the three sums, with the own prompt, is
 * taken by its mean and variance; they are stretched together to the mean that the model knows.
 */
final class FirstTokenTail {
    /** The fluctuation of the batch counts in the step that a request comes in and in its own. */
    private static final double STEPS_SQUARED = 2.25;

    private static final double LEAST_STRETCH = 0.3;

    private final ContinuousModel model;

    FirstTokenTail(ContinuousModel model) {
        this.model = model;
    }

    /** The share of requests whose first token comes later than this. */
    double shareBeyond(double millis) {
        var late = model.shareWaitingBeyond(millis - model.readMillis());
        return Math.min(1, late + (model.promptMillis() == 0 && model.ownMillis() == 0 ? 0 : reading(millis)));
    }

    private double reading(double millis) {
        var prompt = model.promptMillis();
        var variability = model.shape().computedVariability();
        var crowded = model.crowdedLoad();
        var none = 1 - crowded;
        var one = none * crowded;
        var several = crowded * crowded;
        var residual = prompt * (1 + variability) / 2;
        var residualVariance = prompt * prompt * (1 + variability) * (1 + 2 * variability) / 3 - residual * residual;
        var step = model.stepMillis();
        residual += step / 2;
        residualVariance += step * step / 12;
        var count = 1 + 1 / none;
        var mean = residual * count;
        var variance = count * residualVariance + residual * residual * crowded / (none * none);
        var started = model.startedStepMillis();
        var stretch = stretch(model.aheadMillis() - none * started / 2, one * residual + several * mean);
        var own = prompt * prompt * variability
                + STEPS_SQUARED * model.perStepMillis() * model.perStepMillis() * model.decoding() / (1 - model.work());
        var left = millis - model.ownMillis();
        var square = stretch * stretch;
        return none * alone(left, own, started)
                + one * Tails.positive(left, prompt + stretch * residual, own + square * residualVariance)
                + several * Tails.positive(left, prompt + stretch * mean, own + square * variance);
    }

    private double alone(double left, double ownVariance, double started) {
        var prompt = model.promptMillis();
        var alpha = model.alphaMillis();
        var lengthsMatter = prompt * prompt * model.shape().computedVariability() >= alpha * alpha / 12;
        return lengthsMatter
                ? Tails.positive(left, prompt + started / 2, ownVariance + started * started / 12)
                : Tails.normalAndUniform(left - prompt, Math.sqrt(ownVariance), started);
    }

    private static double stretch(double mean, double of) {
        return of > 0 ? Math.max(LEAST_STRETCH, mean / of) : 1;
    }
}
