package ai.llmd.wva.planning;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.queueing.RequestShape;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The mean request of one load, or of several that are served together. What is not measured is taken for what costs
 * more: lengths for exponential, prompts for computed as a whole, and steps for steps of one token.
 */
final class MeasuredShape {
    private MeasuredShape() {}

    /** Requests of these mean lengths, and for the rest as a load tells. */
    static RequestShape of(double inputTokens, double outputTokens, Load load) {
        return new RequestShape(
                inputTokens,
                outputTokens,
                load.outputVariability().orElse(RequestShape.EXPONENTIAL),
                load.inputVariability().orElse(RequestShape.EXPONENTIAL),
                inputTokens * computedShare(load),
                load.tokensPerStep().orElse(1));
    }

    /** Requests of these mean lengths, and for the rest as loads tell, each by what reaches it. */
    static RequestShape of(double inputTokens, double outputTokens, List<Load> loads) {
        if (loads.size() == 1) {
            return of(inputTokens, outputTokens, loads.get(0));
        }
        return new RequestShape(
                inputTokens,
                outputTokens,
                mean(loads, Load::outputVariability).orElse(RequestShape.EXPONENTIAL),
                mean(loads, Load::inputVariability).orElse(RequestShape.EXPONENTIAL),
                inputTokens
                        * mean(loads, load -> OptionalDouble.of(computedShare(load)))
                                .orElse(1),
                mean(loads, Load::tokensPerStep).orElse(1));
    }

    /** The share of prompt tokens that is computed. */
    private static double computedShare(Load load) {
        if (load.computedInputTokens().isEmpty() || load.inputTokens().isEmpty()) {
            return 1;
        }
        var input = load.inputTokens().getAsDouble();
        return input > 0 ? Math.min(1, load.computedInputTokens().getAsDouble() / input) : 1;
    }

    private static OptionalDouble mean(List<Load> loads, Function<Load, OptionalDouble> part) {
        return RateWeighted.mean(loads, OwnDemand::ratePerSecond, part);
    }
}
