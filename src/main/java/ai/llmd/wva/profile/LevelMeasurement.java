package ai.llmd.wva.profile;

import ai.llmd.wva.profile.fit.DecodePoint;
import ai.llmd.wva.profile.fit.PromptPoint;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a level showed.
 *
 * @param requests in the batch while it decoded, by the server's gauge
 * @param promptTokens of each request
 * @param contextTokens of a request on average while it decoded
 * @param itlMillis mean time between two tokens
 * @param ttftMillis mean time to the first token
 * @param tokensPerStep above 1 where the server decodes speculatively
 * @param alone whether its requests had the server to themselves, one at a time
 */
public record LevelMeasurement(
        double requests,
        int promptTokens,
        double contextTokens,
        double itlMillis,
        double ttftMillis,
        double tokensPerStep,
        boolean alone) {
    /** What it says about decoding. */
    public DecodePoint decode() {
        return new DecodePoint(requests, contextTokens, itlMillis);
    }

    /** What it says about reading prompts: a request that was alone does. */
    public Optional<PromptPoint> prompt() {
        return alone ? Optional.of(new PromptPoint(promptTokens, ttftMillis)) : Optional.empty();
    }

    /** The mean of some of one level. */
    static LevelMeasurement mean(List<LevelMeasurement> same) {
        return new LevelMeasurement(
                mean(same, LevelMeasurement::requests),
                (int) Math.round(mean(same, LevelMeasurement::promptTokens)),
                mean(same, LevelMeasurement::contextTokens),
                mean(same, LevelMeasurement::itlMillis),
                mean(same, LevelMeasurement::ttftMillis),
                mean(same, LevelMeasurement::tokensPerStep),
                same.get(0).alone());
    }

    private static double mean(List<LevelMeasurement> same, ToDoubleFunction<LevelMeasurement> figure) {
        return same.stream().mapToDouble(figure).average().orElseThrow();
    }
}
