package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.simulation.workload.RequestLengths;
import ai.llmd.wva.simulation.workload.TokenLength;
import java.util.List;
import java.util.Optional;

/** Reads {@code inputTokens} and {@code outputTokens}: a number, or a distribution. */
final class LengthReader {
    private static final Bound TOKENS = Bound.between(1, 100_000_000);
    private static final TokenLength HARMLESS = new TokenLength.Fixed(1);

    private LengthReader() {}

    /** The lengths that a stage gives; those that it does not give are as its model has them. */
    static Optional<RequestLengths> lengths(Fields stage, Fields model, int maxSequenceTokens) {
        var input = length(stage, "inputTokens").or(() -> length(model, "inputTokens"));
        var output = length(stage, "outputTokens").or(() -> length(model, "outputTokens"));
        if (input.isEmpty() || output.isEmpty()) {
            stage.error("inputTokens", "and outputTokens are needed, in the stage or in its model");
            return Optional.empty();
        }
        long longest = bounded(input.get()) + bounded(output.get());
        if (longest > maxSequenceTokens) {
            var own = stage.has("inputTokens") || stage.has("outputTokens") ? stage : model;
            own.error(
                    own.has("inputTokens") ? "inputTokens" : "outputTokens",
                    "makes a request of up to " + longest + " tokens, more than maxSequenceTokens: "
                            + maxSequenceTokens);
        }
        return Optional.of(new RequestLengths(input.get(), output.get()));
    }

    /** What has no longest is cut to the limit when it is drawn. */
    private static long bounded(TokenLength length) {
        return length.longest() == Integer.MAX_VALUE ? 1 : length.longest();
    }

    private static Optional<TokenLength> length(Fields fields, String key) {
        if (!fields.has(key)) {
            return Optional.empty();
        }
        if (!fields.hasObject(key)) {
            return Optional.of(new TokenLength.Fixed(fields.whole(key, 1, TOKENS)));
        }
        var value = fields.object(key);
        var length = distributed(value);
        value.done();
        return Optional.of(length);
    }

    private static TokenLength distributed(Fields value) {
        return switch (value.choice("distribution", "uniform", List.of("uniform", "geometric", "lognormal"))) {
            case "geometric" -> new TokenLength.Geometric(value.number("mean", TOKENS));
            case "lognormal" ->
                new TokenLength.Lognormal(value.number("mean", TOKENS), value.number("cv", 1, Bound.between(0, 100)));
            default -> uniform(value);
        };
    }

    private static TokenLength uniform(Fields value) {
        int min = (int) value.number("min", TOKENS);
        int max = (int) value.number("max", TOKENS);
        if (value.has("min") && value.has("max") && min > max) {
            value.error("min", "must be max or less: " + min + " > " + max);
            return HARMLESS;
        }
        return min > max ? HARMLESS : new TokenLength.Uniform(min, max);
    }
}
