package ai.llmd.wva.profile.fit;

import java.util.List;
import java.util.Optional;

/**
 * A prompt of I tokens that has a server to itself is read in {@code gamma + delta I} milliseconds. Each point weighs
 * by its relative error.
 */
public record PromptFit(double gammaMillis, double deltaMillis, FitError error) {
    /** Prompts that differ by less than this factor cannot tell gamma from delta. */
    public static final double LEAST_PROMPT_RATIO = 2;

    /** The law of some points; empty where they are too much alike. */
    public static Optional<PromptFit> of(List<PromptPoint> points) {
        if (!DecodeFit.spread(
                points.stream().mapToDouble(PromptPoint::promptTokens).toArray(), LEAST_PROMPT_RATIO)) {
            return Optional.empty();
        }
        var rows = new double[points.size()][];
        var values = new double[points.size()];
        for (var i = 0; i < rows.length; i++) {
            var point = points.get(i);
            rows[i] = new double[] {1 / point.ttftMillis(), point.promptTokens() / point.ttftMillis()};
            values[i] = 1;
        }
        return LeastSquares.solve(rows, values).map(solution -> {
            var gamma = solution.coefficient(0);
            var delta = solution.coefficient(1);
            return new PromptFit(
                    gamma,
                    delta,
                    FitError.of(points.stream()
                            .mapToDouble(point -> (gamma + delta * point.promptTokens()) / point.ttftMillis() - 1)));
        });
    }

    public double millisAt(double promptTokens) {
        return gammaMillis + deltaMillis * promptTokens;
    }
}
