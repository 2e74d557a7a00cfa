package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import java.util.ArrayList;
import java.util.Locale;

/**
 * Prints how long it takes to plan a cycle of a large fleet that learns and leaves room for growth, and what the
 * policy's memory of a variant takes: the heap in use after a full collection with it, less the same without, while the
 * fleet is there.
 *
 * <p>Arguments: variants, cycles, and seconds between them; the first {@value #FILLING} cycles fill the memory.
 */
public final class PlanningScale {
    private static final int FILLING = 30;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int COLLECTIONS = 5;

    private static Memory memory = Memory.EMPTY;

    private PlanningScale() {}

    public static void main(String[] arguments) {
        int variants = Integer.parseInt(arguments[0]);
        int cycles = Integer.parseInt(arguments[1]);
        int cycleSeconds = Integer.parseInt(arguments[2]);
        var planner = new Planner(PlanningRules.controller(
                SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN, SizingLaw.CONTINUOUS));
        var fleet = new LearningFleet(variants, cycleSeconds);
        var millis = new ArrayList<Double>();
        long learned = 0;
        for (int cycle = 0; cycle < cycles; cycle++) {
            var observation = fleet.observation(cycle);
            long begin = System.nanoTime();
            var step = planner.plan(observation, memory, WorkLimit.NONE);
            millis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
            memory = step.memory();
            learned = step.plan().decisions().values().stream()
                    .filter(PlanningScale::isByWhatIsLearned)
                    .count();
        }
        long with = usedBytes();
        int remembered = memory.variants().size();
        memory = Memory.EMPTY;
        long without = usedBytes();
        var later = millis.stream().skip(FILLING).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%d variants, %d planned by what is learned: first cycle %.0f ms, later ones %.0f ms in the median"
                        + " and %.0f ms at most, memory %.0f bytes a variant%n",
                fleet.size(),
                learned,
                millis.get(0),
                later.get(later.size() / 2),
                later.get(later.size() - 1),
                (double) (with - without) / remembered);
    }

    private static boolean isByWhatIsLearned(Decision decision) {
        return decision.learning().map(Learning::used).orElse(false);
    }

    private static long usedBytes() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
