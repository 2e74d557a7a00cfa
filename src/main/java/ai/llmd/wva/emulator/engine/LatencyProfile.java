package ai.llmd.wva.emulator.engine;

/**
 * How long one iteration takes, in milliseconds, as a linear function of the batch: a decode step over {@code n}
 * requests takes {@code alpha + beta n}; the prefill of a prompt takes {@code gamma + delta tokens n}. With gamma and
 * delta zero the profile is decode-only: a prompt costs nothing and the first token comes with the first decode step.
 */
public record LatencyProfile(double alphaMillis, double betaMillis, double gammaMillis, double deltaMillis) {
    public LatencyProfile {
        requireFinite("alpha", alphaMillis);
        requireFinite("beta", betaMillis);
        requireFinite("gamma", gammaMillis);
        requireFinite("delta", deltaMillis);
        if (alphaMillis + betaMillis <= 0) {
            throw new IllegalArgumentException("alpha + beta must be above 0: a decode step cannot take no time");
        }
    }

    /** A profile without prefill. */
    public static LatencyProfile decodeOnly(double alphaMillis, double betaMillis) {
        return new LatencyProfile(alphaMillis, betaMillis, 0, 0);
    }

    /** Whether prompts take time of their own. */
    public boolean hasPrefill() {
        return gammaMillis > 0 || deltaMillis > 0;
    }

    /** Duration of one decode step over a batch of {@code batch} requests. */
    public double decodeMillis(int batch) {
        return alphaMillis + betaMillis * batch;
    }

    /** Duration of the prefill of {@code tokens} tokens while {@code batch} requests are in service. */
    public double prefillMillis(int tokens, int batch) {
        return gammaMillis + deltaMillis * tokens * batch;
    }

    private static void requireFinite(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be 0 or more milliseconds: " + value);
        }
    }
}
