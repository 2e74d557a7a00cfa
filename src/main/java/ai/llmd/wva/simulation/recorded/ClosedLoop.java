package ai.llmd.wva.simulation.recorded;

import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.simulation.Simulation;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.PolicyContender;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.oracle.HindsightYardstick;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scorer;
import java.time.Duration;
import java.util.function.Supplier;

/** Runs policies on recorded demand, each with the HPA of the sample behind it. */
public final class ClosedLoop {
    private static final Description RECORDED = new Description("", "the demand of a journal", "docs/journal.md", "");

    private ClosedLoop() {}

    /**
     * How a policy would have fared.
     *
     * @param interval between two cycles
     */
    public static RunScore score(Scene scene, String name, Supplier<Policy<?>> policy, Duration interval) {
        var contender = new PolicyContender(name, RECORDED, policy, interval, PolicyContender.Actuation.HPA);
        return Scorer.score(Simulation.run(scene, contender), HindsightYardstick.of(scene));
    }

    /** What nobody could have served the demand for less than, with perfect knowledge. */
    public static double leastCostCents(Scene scene) {
        return HindsightYardstick.of(scene).leastCostCents();
    }
}
