package ai.llmd.wva.simulation.cluster;

import ai.llmd.wva.engine.Sequence;

/** What becomes of replicas and of their requests, told when it happens. */
public interface ReplicaEvents {
    /** It serves from now on. */
    void ready(Replica replica);

    /** It is gone, with whatever requests it still has. */
    void gone(Replica replica);

    /** One of its requests got its last token; the engine that tells must not be called back. */
    void finished(Replica replica, Sequence sequence);
}
