package ai.llmd.wva.simulation.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One run in numbers.
 *
 * @param seed of its requests
 * @param values what is known; a measure that is absent has no value in this run
 */
public record RunScore(long seed, Map<Measure, Double> values) {
    public RunScore {
        var known = new EnumMap<Measure, Double>(Measure.class);
        values.forEach((measure, value) -> {
            if (Double.isFinite(value)) {
                known.put(measure, value);
            }
        });
        values = Collections.unmodifiableMap(known);
    }

    /** NaN where there is none. */
    public double value(Measure measure) {
        return values.getOrDefault(measure, Double.NaN);
    }
}
