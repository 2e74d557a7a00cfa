package ai.llmd.wva.simulation.matrix;

import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Scorer;
import ai.llmd.wva.simulation.score.Standing;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs a matrix. A run is reduced to its score where it ends, so that only as many are in memory as there are threads;
 * the result is the same whatever their number.
 *
 * @param <K> what is kept of a run of the first seed, besides its score
 */
public final class Matrix<K> {
    private final MatrixPlan plan;
    private final MatrixRuns runs;
    private final Keeper<K> keeper;
    private final Consumer<MatrixProgress> watcher;
    private final ConcurrentHashMap<Task, Yardstick> yardsticks = new ConcurrentHashMap<>();
    private int done;

    /** What is kept of a run. */
    @FunctionalInterface
    public interface Keeper<K> {
        Optional<K> keep(String shape, RunResult run, Yardstick yardstick);
    }

    private record Task(String shape, String contender, long seed) {}

    private record Ran<K>(Optional<RunScore> score, Optional<K> kept, Optional<RunFailure> failure) {}

    private Matrix(MatrixPlan plan, MatrixRuns runs, Keeper<K> keeper, Consumer<MatrixProgress> watcher) {
        this.plan = plan;
        this.runs = runs;
        this.keeper = keeper;
        this.watcher = watcher;
    }

    /**
     * Runs all.
     *
     * @param watcher told after every run, by one thread at a time
     */
    public static <K> MatrixResult<K> run(
            MatrixPlan plan, MatrixRuns runs, Keeper<K> keeper, Consumer<MatrixProgress> watcher)
            throws InterruptedException {
        return new Matrix<>(plan, runs, keeper, watcher).run();
    }

    private MatrixResult<K> run() throws InterruptedException {
        var pool = Executors.newFixedThreadPool(plan.threads(), work -> {
            var thread = new Thread(work, "simulate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var calls = new ArrayList<Callable<Ran<K>>>();
            for (var shape : plan.shapes()) {
                for (var seed : plan.seeds()) {
                    plan.contenders().forEach(contender -> calls.add(() -> one(new Task(shape, contender, seed))));
                }
            }
            return gather(pool.invokeAll(calls));
        } finally {
            pool.shutdownNow();
        }
    }

    private Ran<K> one(Task task) {
        try {
            var yardstick = yardsticks.computeIfAbsent(
                    new Task(task.shape(), "", task.seed()), of -> runs.yardstick(of.shape(), of.seed()));
            var run = runs.run(task.shape(), task.contender(), task.seed());
            var score = Scorer.score(run, yardstick);
            var kept = task.seed() == plan.seeds().get(0)
                    ? keeper.keep(task.shape(), run, yardstick)
                    : Optional.<K>empty();
            return new Ran<>(Optional.of(score), kept, Optional.empty());
        } catch (RuntimeException e) {
            var failure = new RunFailure(task.shape(), task.contender(), task.seed(), e);
            return new Ran<>(Optional.empty(), Optional.empty(), Optional.of(failure));
        } finally {
            tell(task);
        }
    }

    private synchronized void tell(Task task) {
        done++;
        watcher.accept(new MatrixProgress(done, plan.runs(), task.shape(), task.contender(), task.seed()));
    }

    private MatrixResult<K> gather(List<Future<Ran<K>>> futures) throws InterruptedException {
        var standings = new ArrayList<Standing>();
        var kept = new ArrayList<K>();
        var failures = new ArrayList<RunFailure>();
        for (int shape = 0; shape < plan.shapes().size(); shape++) {
            for (int contender = 0; contender < plan.contenders().size(); contender++) {
                var scores = new ArrayList<RunScore>();
                for (int seed = 0; seed < plan.seeds().size(); seed++) {
                    var outcome = result(futures.get(index(shape, seed, contender)));
                    outcome.score().ifPresent(scores::add);
                    outcome.kept().ifPresent(kept::add);
                    outcome.failure().ifPresent(failures::add);
                }
                if (scores.size() == plan.seeds().size()) {
                    standings.add(new Standing(
                            plan.shapes().get(shape), plan.contenders().get(contender), scores));
                }
            }
        }
        var board = new Scoreboard(plan.shapes(), plan.contenders(), plan.seeds(), standings);
        return new MatrixResult<>(board, kept, failures);
    }

    private int index(int shape, int seed, int contender) {
        return (shape * plan.seeds().size() + seed) * plan.contenders().size() + contender;
    }

    /** What is not an exception of ours, want of memory for instance, ends the matrix. */
    private static <K> Ran<K> result(Future<Ran<K>> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
