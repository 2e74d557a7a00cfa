package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.solver.AllocationProblem;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.Mps;
import ai.llmd.wva.planning.solver.NearExactSolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Solves {@value #PROBLEMS} of the {@link SmallProblems}, one after the other. Writes each with what was found as
 * {@code NNN.mps}, and a line for each into {@code problems.csv}.
 *
 * <p>Arguments: the folder, and how many seconds there are for each.
 */
public final class SolveSmallProblems {
    private static final int PROBLEMS = 200;
    private static final double NANOS_PER_MILLI = 1e6;

    private SolveSmallProblems() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        var lines = new ArrayList<>(List.of("number,servers,types,unserved,value,bound,serviceProven,proven,millis"));
        for (int number = 0; number < PROBLEMS; number++) {
            var problem = SmallProblems.of(number);
            long begin = System.nanoTime();
            var solution = solution(problem, time);
            double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            lines.add(line(number, solution, millis));
            var file = folder.resolve(String.format(Locale.ROOT, "%03d.mps", number));
            Files.write(file, Mps.of(solution), StandardCharsets.UTF_8);
        }
        Files.write(folder.resolve("problems.csv"), lines, StandardCharsets.UTF_8);
    }

    /** Until the optimum is proven, or the time is over. */
    private static AllocationSolution solution(AllocationProblem problem, Duration time) {
        var limit = WorkLimit.within(time, System::nanoTime);
        var solution = new NearExactSolver().solve(problem, limit);
        return NearExactSolver.isProven(solution, 0) ? solution : NearExactSolver.improve(problem, solution, 0, limit);
    }

    private static String line(int number, AllocationSolution solution, double millis) {
        var problem = solution.problem();
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%s,%s,%s,%b,%b,%.1f",
                number,
                problem.demands().size(),
                problem.capacity().devices().size(),
                unserved(solution),
                solution.value(),
                solution.lowerBound(),
                solution.serviceProven(),
                NearExactSolver.isProven(solution, 0),
                millis);
    }

    /** The number of each priority that has servers, as in {@code 1:0 2:0 3:4}. */
    private static String unserved(AllocationSolution solution) {
        var counts = new TreeMap<Integer, Integer>();
        for (var demand : solution.problem().demands()) {
            counts.merge(demand.priority(), solution.served().containsKey(demand.name()) ? 0 : 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
