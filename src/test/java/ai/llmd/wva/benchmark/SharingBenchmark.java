package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.solver.AllocationProblem;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.GreedySolver;
import ai.llmd.wva.planning.solver.NearExactSolver;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to share out eight types of accelerators among servers of three priorities, near-exactly and greedily. Prints
 * what the solutions are worth: how many they leave unserved, their value, and how far from the least that is certified
 * to be at most.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class SharingBenchmark {
    @Param({"1000", "3000"})
    public int servers;

    /**
     * Tight: everyone can be served, but of the popular types there is three quarters of what that would take if all
     * had their first choice. Scarce: not everyone can be served.
     */
    @Param({"tight", "scarce"})
    public String capacity;

    private AllocationProblem problem;
    private AllocationSolution last;

    @Setup
    public void makeProblem() {
        double share = capacity.equals("tight") ? 0.75 : 0.25;
        problem = SharingProblems.random(servers, share, share, 2026);
    }

    @Benchmark
    public AllocationSolution nearExact() {
        last = new NearExactSolver().solve(problem, WorkLimit.NONE);
        return last;
    }

    @Benchmark
    public AllocationSolution greedy() {
        last = new GreedySolver(true).solve(problem, WorkLimit.NONE);
        return last;
    }

    @TearDown
    public void printWorth() {
        double gap = (last.value() - last.lowerBound()) / last.value();
        System.out.printf(
                "%n%s, %d servers, %s: %d unserved%s, value %.0f, %s%n",
                last.solver(),
                servers,
                capacity,
                last.unserved().size(),
                last.serviceProven() ? " (proven to be the fewest)" : "",
                last.value(),
                Double.isFinite(gap) ? String.format("certified gap %.4f %%", 100 * gap) : "no gap certified");
    }
}
