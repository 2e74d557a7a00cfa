package ai.llmd.wva.simulation.cluster;

import ai.llmd.wva.engine.Sequence;

/** What becomes of replicas and of their requests, told when it happens. */
public interface ReplicaEvents {
    /** It serves from now on. */
    void ready(SimulatedReplica replica);

    /** It is gone, with whatever requests it still has. */
    void gone(SimulatedReplica replica);

    /** One of its requests got its last token; the engine that tells must not be called back. */
    void finished(SimulatedReplica replica, Sequence sequence);
}
