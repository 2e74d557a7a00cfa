package ai.llmd.wva.engine;

import ai.llmd.wva.engine.PromptReading.Beside;
import ai.llmd.wva.engine.PromptReading.Chunked;
import ai.llmd.wva.engine.PromptReading.Free;

/**
 * How long a step takes, in milliseconds: {@code alpha + beta n + context c} for {@code n} sequences whose next tokens
 * look back on {@code c} tokens together, and what prompts add to that.
 *
 * @param alphaMillis of a step, whatever is in it
 * @param betaMillis of each sequence
 * @param contextMillis of each token in the KV cache of the sequences that decode
 * @param prompts how prompts are read
 */
public record StepLaw(double alphaMillis, double betaMillis, double contextMillis, PromptReading prompts) {
    public StepLaw {
        requireDuration("alpha", alphaMillis);
        requireDuration("beta", betaMillis);
        requireDuration("context", contextMillis);
        if (alphaMillis + betaMillis <= 0) {
            throw new IllegalArgumentException("alpha + beta must be above 0: a decode step cannot take no time");
        }
    }

    /** Steps of {@code alpha + beta n}, in which prompts cost nothing. */
    public static StepLaw decodeOnly(double alphaMillis, double betaMillis) {
        return new StepLaw(alphaMillis, betaMillis, 0, new Free());
    }

    /**
     * Steps of {@code alpha + beta n}, and prompts beside them, of {@code gamma + delta tokens n}; without prefill
     * where gamma and delta are 0.
     */
    public static StepLaw beside(double alphaMillis, double betaMillis, double gammaMillis, double deltaMillis) {
        var beside = new Beside(gammaMillis, deltaMillis);
        return new StepLaw(alphaMillis, betaMillis, 0, gammaMillis + deltaMillis > 0 ? beside : new Free());
    }

    /** Steps of {@code a + b decoding + k context tokens + p prompt tokens}, scheduled as vLLM V1 does. */
    public static StepLaw chunked(double aMillis, double bMillis, double kMillis, double pMillis) {
        return new StepLaw(aMillis, bMillis, kMillis, new Chunked(pMillis));
    }

    /** The law of a device that is so many times as fast in everything, > 0. */
    public StepLaw faster(double speed) {
        return new StepLaw(alphaMillis / speed, betaMillis / speed, contextMillis / speed, prompts.faster(speed));
    }

    /** Duration of a step of {@code sequences} that have {@code contextTokens} in the cache, prompts left out. */
    public double decodeMillis(int sequences, long contextTokens) {
        return alphaMillis + betaMillis * sequences + contextMillis * contextTokens;
    }

    static void requireDuration(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be 0 or more milliseconds: " + value);
        }
    }
}
