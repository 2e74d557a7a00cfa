package ai.llmd.wva.simulation.cluster;

import java.util.List;

/** Who gets a request. Has state; one for each model of a run. */
public interface Router {

    /**
     * The replica of the next request.
     *
     * @param ready replicas of the model that serve, in order of creation; at least one
     * @param prefixGroup whose prompt begins like those of its group; negative for a prompt of its own
     */
    SimulatedReplica pick(List<SimulatedReplica> ready, int prefixGroup);
}
