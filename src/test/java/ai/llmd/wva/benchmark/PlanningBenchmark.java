package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.PlanStep;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to plan one cycle of a fleet with four accelerators to choose from for each variant, none limited: every variant
 * has a profile, targets and a load of its own, which change from cycle to cycle. {@code -prof gc} tells the garbage;
 * divide {@code gc.alloc.rate.norm} by the variants.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanningBenchmark {
    private static final int CYCLES = 4;

    @Param({"1000", "10000", "20000"})
    public int variants;

    private final Observation[] observations = new Observation[CYCLES];
    private Memory memory = Memory.EMPTY;
    private int next;

    @Setup(Level.Trial)
    public void makeFleet() {
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            observations[cycle] = RandomFleet.observation(variants, cycle);
        }
    }

    @Benchmark
    public PlanStep<Memory> plan() {
        next = (next + 1) % CYCLES;
        var step = new Planner(PlanningRules.DEFAULT).plan(observations[next], memory, WorkLimit.NONE);
        memory = step.memory();
        return step;
    }
}
