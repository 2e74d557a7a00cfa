package ai.llmd.wva.planning;

import ai.llmd.wva.model.Measurement.Measured;

/** A queue that stands says that the replicas are too few, whatever the rates say: then none is taken away. */
final class QueueGuard {
    /** No scale-in while more than this share of the running requests waits. */
    static final double WAITING_SHARE = 0.05;

    private QueueGuard() {}

    /** Also where the queue stands in a gateway and may be another variant's. */
    static boolean forbidsScaleIn(Measured measured) {
        var load = measured.load();
        return load.waiting() > WAITING_SHARE * load.running() || measured.gatewayMayWait();
    }
}
