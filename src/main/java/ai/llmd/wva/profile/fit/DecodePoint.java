package ai.llmd.wva.profile.fit;

/**
 * The time between two tokens while a batch decodes and no prompt is read.
 *
 * @param requests in the batch, above 0
 * @param contextTokens of a request on average, prompt and answer so far
 * @param itlMillis mean time between two tokens of a request, above 0
 */
public record DecodePoint(double requests, double contextTokens, double itlMillis) {
    public DecodePoint {
        positive("requests", requests);
        positive("itlMillis", itlMillis);
        if (!(contextTokens >= 0) || Double.isInfinite(contextTokens)) {
            throw new IllegalArgumentException("contextTokens must be 0 or more: " + contextTokens);
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be above 0: " + value);
        }
    }
}
