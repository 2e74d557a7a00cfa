package ai.llmd.wva.planning;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.queueing.RequestShape;
import java.util.ArrayList;
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
        var shares = new ArrayList<Load>(loads);
        shares.removeIf(load -> OwnDemand.ratePerSecond(load) <= 0);
        return new RequestShape(
                inputTokens,
                outputTokens,
                mean(shares, Load::outputVariability).orElse(RequestShape.EXPONENTIAL),
                mean(shares, Load::inputVariability).orElse(RequestShape.EXPONENTIAL),
                inputTokens
                        * mean(shares, load -> OptionalDouble.of(computedShare(load)))
                                .orElse(1),
                mean(shares, Load::tokensPerStep).orElse(1));
    }

    /** The share of prompt tokens that is computed. */
    private static double computedShare(Load load) {
        if (load.computedInputTokens().isEmpty() || load.inputTokens().isEmpty()) {
            return 1;
        }
        var input = load.inputTokens().getAsDouble();
        return input > 0 ? Math.min(1, load.computedInputTokens().getAsDouble() / input) : 1;
    }

    /** Over those that tell. */
    private static OptionalDouble mean(List<Load> loads, Function<Load, OptionalDouble> part) {
        double sum = 0;
        double requests = 0;
        for (var load : loads) {
            var told = part.apply(load);
            if (told.isPresent()) {
                double rate = OwnDemand.ratePerSecond(load);
                sum += rate * told.getAsDouble();
                requests += rate;
            }
        }
        return requests > 0 ? OptionalDouble.of(sum / requests) : OptionalDouble.empty();
    }
}
