package ai.llmd.wva.profile.fit;

/**
 * The time to the first token of a request that a server has to itself.
 *
 * @param promptTokens above 0
 * @param ttftMillis above 0
 */
public record PromptPoint(double promptTokens, double ttftMillis) {
    public PromptPoint {
        DecodePoint.positive("promptTokens", promptTokens);
        DecodePoint.positive("ttftMillis", ttftMillis);
    }
}
