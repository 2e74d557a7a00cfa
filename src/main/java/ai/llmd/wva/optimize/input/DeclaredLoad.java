package ai.llmd.wva.optimize.input;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * A load as it is written down.
 *
 * @param requestsPerMinute arrivals
 * @param inputTokens mean prompt tokens of a request
 * @param outputTokens mean generated tokens of a request
 */
record DeclaredLoad(double requestsPerMinute, double inputTokens, double outputTokens) {
    static final DeclaredLoad NONE = new DeclaredLoad(0, 0, 0);
    /** Reads either form's keys; tokens may be left out where nothing arrives. */
    static DeclaredLoad read(Value load) {
        load.knows("arrivalRate", "avgInputTokens", "avgInTokens", "avgOutputTokens", "avgOutTokens", "avgLength");
        double rate = load.number(0, "arrivalRate");
        double input = load.numberOr(0, 0, "avgInputTokens", "avgInTokens");
        double output = rate > 0
                ? load.number(0, "avgOutTokens", "avgOutputTokens", "avgLength")
                : load.numberOr(0, 0, "avgOutTokens", "avgOutputTokens", "avgLength");
        return new DeclaredLoad(rate, input, output);
    }

    /** The load as if it had been measured this moment. Requests that generate nothing are no load. */
    Measurement measured() {
        var load = new Load(
                outputTokens > 0 ? requestsPerMinute / SECONDS_PER_MINUTE : 0,
                OptionalDouble.of(inputTokens),
                OptionalDouble.of(outputTokens),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                0,
                OptionalDouble.empty());
        return new Measurement.Measured(load, Duration.ZERO, 1, 1);
    }
}
