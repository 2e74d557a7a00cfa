package ai.llmd.wva.planning;

import ai.llmd.wva.model.Caveat.StartedLengths;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Rationale.UnlikeLengths;
import ai.llmd.wva.model.Units;
import java.util.List;
import java.util.Optional;

/** Finds variants of a shared load whose requests are so unlike that they may be stages of the same requests. */
final class LengthComparison {
    /** More than the users of one model bring about by chance. */
    private static final double UNLIKE_RATIO = 4;

    /** Ten a minute: a mean over fewer says little. */
    private static final double LEAST_PER_SECOND = 10.0 / Units.SECONDS_PER_MINUTE;

    private LengthComparison() {}

    /** Those that generate the fewest and the most tokens a request, where they are unlike. */
    static Optional<UnlikeLengths> of(List<Situation> situations) {
        Situation shortest = null;
        Situation longest = null;
        for (var situation : situations) {
            if (tells(situation)) {
                shortest = shortest == null || tokens(situation) < tokens(shortest) ? situation : shortest;
                longest = longest == null || tokens(situation) > tokens(longest) ? situation : longest;
            }
        }
        return shortest != null && tokens(longest) > UNLIKE_RATIO * Math.max(1, tokens(shortest))
                ? Optional.of(new UnlikeLengths(name(shortest), tokens(shortest), name(longest), tokens(longest)))
                : Optional.empty();
    }

    /** Whether enough requests completed just now. */
    private static boolean tells(Situation situation) {
        var measured = (Measured) situation.measurement();
        return measured.load().outputTokens().isPresent()
                && measured.load().completionRatePerSecond() >= LEAST_PER_SECOND
                && measured.caveats().stream().noneMatch(StartedLengths.class::isInstance);
    }

    private static double tokens(Situation situation) {
        return ((Measured) situation.measurement()).load().outputTokens().orElseThrow();
    }

    private static String name(Situation situation) {
        return situation.variant().id().name();
    }
}
