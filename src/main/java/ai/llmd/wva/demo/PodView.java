package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.cluster.SimulatedReplica;
import java.util.Optional;

/**
 * A replica as its Pod shows it.
 *
 * @param createdMillis virtual time; 0 for one that was there before the run
 * @param placed it has its devices
 * @param readyMillis virtual time; empty while it is not ready
 */
record PodView(String name, double createdMillis, boolean placed, Optional<Double> readyMillis) {
    static PodView of(SimulatedReplica replica) {
        return new PodView(
                replica.name(),
                replica.createdMillis(),
                replica.isScheduled(),
                replica.isReady() ? Optional.of(replica.readyMillis()) : Optional.empty());
    }

    boolean ready() {
        return readyMillis.isPresent();
    }
}
