package ai.llmd.wva.profile;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.util.Optional;

/**
 * What a server did between two readings of its metrics, while it served as usual.
 *
 * @param batch requests in a step that a token sees on average, its own among them
 * @param promptTokens mean prompt
 * @param contextTokens mean context in the middle of an answer
 * @param itlMillis mean time between two tokens
 * @param readTokens prompt tokens that the server read in the time between two tokens
 * @param ttftMillis mean time to the first token
 * @param quiet whether requests seldom met another one
 */
record HistoryWindow(
        double batch,
        double promptTokens,
        double contextTokens,
        double itlMillis,
        double readTokens,
        double ttftMillis,
        boolean quiet) {
    /** Gaps between tokens that make a mean. */
    private static final double LEAST_GAPS = 200;

    /** Requests at once, mean over time, below which they seldom meet. */
    private static final double QUIET = 1;

    /** From the counters of both readings; empty where too little happened, or the server was full or new. */
    static Optional<HistoryWindow> between(EngineReading before, EngineReading after, double seconds) {
        var gaps = after.gaps() - before.gaps();
        var gapMillis = after.gapMillis() - before.gapMillis();
        var started = after.firstTokens() - before.firstTokens();
        var prompts = after.promptTokens() - before.promptTokens();
        var generated = after.generatedTokens() - before.generatedTokens();
        var firstMillis = after.firstTokenMillis() - before.firstTokenMillis();
        if (gaps < LEAST_GAPS || gapMillis <= 0 || started < 1 || prompts <= 0 || generated <= 0 || firstMillis <= 0) {
            return Optional.empty();
        }
        if (before.waiting() + after.waiting() > 0) {
            // saturated: prompts come from a queue, not when they arrive
            return Optional.empty();
        }
        // each gap is time that one request decoded: their sum over the time is how many did at once
        var atOnce = gapMillis / MILLIS_PER_SECOND / seconds;
        var itlMillis = gapMillis / gaps;
        var prompt = prompts / started;
        return Optional.of(new HistoryWindow(
                // who comes at random meets the mean, and counts itself
                atOnce + 1,
                prompt,
                prompt + generated / started / 2,
                itlMillis,
                prompts / seconds * itlMillis / MILLIS_PER_SECOND,
                firstMillis / started,
                atOnce < QUIET));
    }

    /** Whether prompts took less than half of the steps: else what is left of them is uncertain. */
    boolean mostlyDecoded(double deltaMillis) {
        return deltaMillis * readTokens < itlMillis / 2;
    }

    /** As a level, with the time that prompts of others took of each step taken away. */
    LevelMeasurement level(double deltaMillis) {
        return new LevelMeasurement(
                batch,
                (int) Math.round(promptTokens),
                contextTokens,
                itlMillis - deltaMillis * readTokens,
                ttftMillis,
                1,
                quiet);
    }
}
