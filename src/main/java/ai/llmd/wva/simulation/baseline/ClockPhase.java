package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.workload.Substreams;

/** When a contender looks first: its clock has nothing to do with the load's, so that the seed draws it. */
final class ClockPhase {
    private ClockPhase() {}

    /** Whole milliseconds, at most one period. */
    static double firstMillis(Scene scene, double periodMillis) {
        return Math.floor(
                Substreams.of(scene.seed(), "phases of the contender", 0).nextDouble() * periodMillis);
    }
}
