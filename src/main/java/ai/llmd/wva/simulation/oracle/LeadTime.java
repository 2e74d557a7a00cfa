package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;

/** How long a replica takes from being asked for to serving. */
final class LeadTime {
    private LeadTime() {}

    /** Without waiting for a node, which a cluster may have. */
    static double meanMillis(Scene scene, Target target) {
        return 1000 * coldStartSeconds(scene, target, 0);
    }

    /** So that nearly every replica is there in time, with its node. */
    static double safeMillis(Scene scene, Target target) {
        return 1000
                * (coldStartSeconds(scene, target, 2)
                        + scene.workload().cluster().nodeProvisioningSeconds());
    }

    private static double coldStartSeconds(Scene scene, Target target, double deviations) {
        var coldStart = scene.workload().variants().get(target.index()).coldStart();
        return coldStart.meanSeconds() * (1 + deviations * coldStart.cv());
    }
}
