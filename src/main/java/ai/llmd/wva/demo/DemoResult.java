package ai.llmd.wva.demo;

import java.util.List;
import java.util.Optional;

/**
 * How a demo went.
 *
 * @param run what happened; empty where it was stopped before the end of the workload, so that nothing is judged
 * @param others the same requests in the simulator; empty where they could not be computed
 * @param times how many times as fast as real it went
 * @param failures what did not work, in words
 */
public record DemoResult(Optional<RunSummary> run, List<Baselines.Scored> others, double times, List<String> failures) {

    public DemoResult {
        others = List.copyOf(others);
        failures = List.copyOf(failures);
    }

    /** One that was stopped. */
    public static DemoResult stopped() {
        return new DemoResult(Optional.empty(), List.of(), 0, List.of());
    }

    public boolean worked() {
        return failures.isEmpty();
    }
}
