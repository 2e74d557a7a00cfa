package ai.llmd.wva.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Which levels a sweep measures, in which order: what tells most comes first, so that a sweep can be ended early. */
final class SweepPlan {
    /** Prompt tokens at once that a server reads within seconds. */
    private static final long MOST_PROMPT_TOKENS = 65_536;

    /** A fuller KV cache would preempt requests. */
    private static final double MOST_KV = 0.9;

    /** How often a request alone is measured: there it is one for each level. */
    private static final int LONE_REPEATS = 3;

    private SweepPlan() {}

    /** The levels that fit into the server: requests alone, then short prompts, then longer ones. */
    static List<SweepLevel> of(SweepSettings settings, int longestTokens, OptionalDouble kvTokens) {
        var lengths = settings.promptLengths().stream()
                .filter(length -> length + settings.answerTokens() <= longestTokens)
                .toList();
        var levels = new ArrayList<SweepLevel>();
        for (var length : lengths) {
            for (var i = 0; i < LONE_REPEATS; i++) {
                levels.add(new SweepLevel(1, length));
            }
        }
        for (var length : lengths) {
            for (var requests : settings.concurrencies()) {
                var level = new SweepLevel(requests, length);
                var isShortest = length.equals(lengths.get(0));
                var fits = level.tokens() + (long) requests * settings.answerTokens()
                        <= MOST_KV * kvTokens.orElse(Double.POSITIVE_INFINITY);
                if (requests > 1 && fits && (isShortest || level.tokens() <= MOST_PROMPT_TOKENS)) {
                    levels.add(level);
                }
            }
        }
        return levels;
    }
}
