package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.SimulatedWorld;
import ai.llmd.wva.simulation.workload.StoryPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The world at an instant, for the screen.
 *
 * @param atMillis virtual time
 * @param phase the heading of the workload that it is under
 * @param queued requests that wait in the gateway, of all models
 */
record Frame(
        double atMillis, Optional<StoryPhase> phase, List<TargetView> targets, List<ClientView> clients, int queued) {
    Frame {
        targets = List.copyOf(targets);
        clients = List.copyOf(clients);
    }

    /** As it is now; on the world's thread. */
    static Frame of(SimulatedWorld world) {
        var now = world.agenda().nowMillis();
        var clients = new ArrayList<ClientView>();
        var queued = 0;
        for (var model = 0; model < world.scene().workload().models().size(); model++) {
            clients.add(ClientView.of(world, model));
            queued += world.traffic().queued(model);
        }
        return new Frame(
                now,
                phase(world, now),
                world.cluster().deployments().stream().map(TargetView::of).toList(),
                clients,
                queued);
    }

    private static Optional<StoryPhase> phase(SimulatedWorld world, double nowMillis) {
        return world.scene().workload().phases().stream()
                .filter(phase -> phase.atSeconds() * MILLIS_PER_SECOND <= nowMillis)
                .reduce((earlier, later) -> later);
    }
}
