package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Description;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The best pool that never changes, which takes several runs to find. */
public final class StaticInHindsight {
    public static final String NAME = "static-in-hindsight";

    /** What a reader of a comparison should know about it. */
    public static final Description DESCRIPTION = new Description(
            "the smallest N whose attainment reaches the level, else the smallest with the best attainment",
            "level 99 %; a larger pool is taken to attain no less",
            "",
            "level");

    private StaticInHindsight() {}

    /**
     * The best one.
     *
     * @param most replicas of the largest pool, 1 or more
     * @param level attainment to reach, 0 to 1
     * @param attainment of a run with a contender, 0 to 1, or NaN without requests, which any pool serves; asked
     *     once for a pool, and for few pools
     */
    public static StaticReplicas best(int most, double level, ToDoubleFunction<Contender> attainment) {
        Map<Integer, Double> known = new TreeMap<>();
        var reached = Math.min(level, attainmentOf(most, known, attainment));
        int low = 1;
        int high = most;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (attainmentOf(middle, known, attainment) >= reached) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new StaticReplicas(low);
    }

    private static double attainmentOf(
            int replicas, Map<Integer, Double> known, ToDoubleFunction<Contender> attainment) {
        return known.computeIfAbsent(replicas, size -> {
            var attained = attainment.applyAsDouble(new StaticReplicas(size));
            return Double.isNaN(attained) ? 1 : attained;
        });
    }
}
