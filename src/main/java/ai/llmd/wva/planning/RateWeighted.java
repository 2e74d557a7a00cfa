package ai.llmd.wva.planning;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Means over loads that are served together, each counting by what reaches it. */
final class RateWeighted {
    private RateWeighted() {}

    /** Over those that tell; empty where none does, or nothing reaches them. */
    static <T> OptionalDouble mean(List<T> loads, ToDoubleFunction<T> ratePerSecond, Function<T, OptionalDouble> part) {
        double sum = 0;
        double requests = 0;
        for (var load : loads) {
            var told = part.apply(load);
            double rate = ratePerSecond.applyAsDouble(load);
            if (told.isPresent() && rate > 0) {
                sum += rate * told.getAsDouble();
                requests += rate;
            }
        }
        return requests > 0 ? OptionalDouble.of(sum / requests) : OptionalDouble.empty();
    }
}
