package ai.llmd.wva.simulation.outcome;

/**
 * A target at one of the instants that are written down all along a run.
 *
 * @param spec replicas that it is asked to have
 * @param created pods that exist and are not being deleted
 * @param ready of these, those that serve
 * @param draining pods that are being deleted and still serve what they have
 * @param running requests in a batch
 * @param waiting requests that wait at a pod
 * @param queued requests that wait in the gateway
 * @param kvCacheUsage mean over ready pods, 0 to 1
 */
public record Moment(
        double atMillis,
        int target,
        int spec,
        int created,
        int ready,
        int draining,
        int running,
        int waiting,
        int queued,
        double kvCacheUsage) {}
