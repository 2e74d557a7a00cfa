package ai.llmd.wva.signals;

import java.time.Duration;

/**
 * How much of prompts need not be computed.
 *
 * @param promptTokens that were read, >= 0
 * @param cachedTokens of these, the ones that a cache had
 */
record CacheUse(double promptTokens, double cachedTokens) {
    /** A window holds few requests; a cache that fills or is lost must show soon. */
    private static final HalfLife HALF_LIFE = new HalfLife(Duration.ofMinutes(3));

    /** Of prompts as long as this in the mean, the tokens that are computed. */
    double computedOf(double inputTokens) {
        return inputTokens * (1 - cachedTokens / promptTokens);
    }

    /** This window's, with what came before, the less of it the longer ago that was. */
    CacheUse after(CacheUse before, Duration since) {
        double left = HALF_LIFE.left(since);
        return new CacheUse(promptTokens + left * before.promptTokens, cachedTokens + left * before.cachedTokens);
    }
}
