package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.simulation.workload.Workload;
import java.util.List;

/**
 * What a run is about. A contender that is meant to be possible looks at the targets only; one with hindsight may look
 * at the workload and its seed.
 *
 * @param targets by their index
 */
public record Scene(Workload workload, long seed, List<Target> targets) {
    public Scene {
        targets = List.copyOf(targets);
    }
}
