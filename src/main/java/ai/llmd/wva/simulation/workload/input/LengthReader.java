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

    /** The lengths that an object gives; those that it does not give are as {@code around} has them. */
    static Optional<RequestLengths> lengths(Fields fields, Optional<RequestLengths> around, int maxSequenceTokens) {
        var input = length(fields, "inputTokens").or(() -> around.map(RequestLengths::input));
        var output = length(fields, "outputTokens").or(() -> around.map(RequestLengths::output));
        if (input.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        checkLongest(fields, input.get(), output.get(), maxSequenceTokens);
        return Optional.of(new RequestLengths(input.get(), output.get()));
    }

    /** What has no longest is cut to the limit when it is drawn. */
    private static void checkLongest(Fields fields, TokenLength input, TokenLength output, int most) {
        long longest = (input.longest() == Integer.MAX_VALUE ? 1L : input.longest())
                + (output.longest() == Integer.MAX_VALUE ? 1L : output.longest());
        if (longest > most) {
            fields.problems()
                    .error(
                            fields.place(fields.has("inputTokens") ? "inputTokens" : "outputTokens"),
                            "inputTokens and outputTokens may add up to " + longest
                                    + ", more than maxSequenceTokens: " + most);
        }
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
                new TokenLength.Lognormal(
                        value.number("mean", TOKENS), value.number("cv", 1, Bound.between(0, 100)));
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
