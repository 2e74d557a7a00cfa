package ai.llmd.wva.profile;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a sweep found.
 *
 * @param model as the server calls it
 * @param measurements in the order in which they were made
 * @param largestBatch the most requests that the server runs at once, where it was met
 * @param kvTokens that the KV cache of the server holds, where it is told
 * @param notes what was left out and why
 * @param complete whether it went to its end
 */
public record SweepResult(
        String model,
        List<LevelMeasurement> measurements,
        OptionalInt largestBatch,
        OptionalDouble kvTokens,
        List<String> notes,
        boolean complete) {
    public SweepResult {
        measurements = List.copyOf(measurements);
        notes = List.copyOf(notes);
    }
}
