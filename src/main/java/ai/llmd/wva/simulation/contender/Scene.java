package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.simulation.workload.Workload;
import java.time.Instant;
import java.util.List;

/**
 * What a run is about. A contender that is meant to be possible looks at the targets only; one with hindsight may look
 * at the workload and its seed.
 *
 * @param targets by their index
 */
public record Scene(Workload workload, long seed, List<Target> targets) {
    /** The instant of time 0, for what is stored and for whoever plans with instants. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Where all targets are. */
    public static final String NAMESPACE = "simulated";

    public Scene {
        targets = List.copyOf(targets);
    }
}
