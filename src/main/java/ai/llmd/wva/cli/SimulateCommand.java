package ai.llmd.wva.cli;

import ai.llmd.wva.simulation.SimulatedRuns;
import ai.llmd.wva.simulation.matrix.Matrix;
import ai.llmd.wva.simulation.matrix.MatrixPlan;
import ai.llmd.wva.simulation.matrix.MatrixResult;
import ai.llmd.wva.simulation.matrix.RunFailure;
import ai.llmd.wva.simulation.report.ComparisonText;
import ai.llmd.wva.simulation.report.HtmlReport;
import ai.llmd.wva.simulation.report.ReasonText;
import ai.llmd.wva.simulation.report.ScoreTable;
import ai.llmd.wva.simulation.report.ScoreTree;
import ai.llmd.wva.simulation.report.Timeline;
import ai.llmd.wva.simulation.report.TimelineMaker;
import ai.llmd.wva.simulation.score.Comparison;
import ai.llmd.wva.simulation.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Replays workloads against policies in virtual time and scores them. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Runs WVA and other scaling policies on simulated vLLM replicas with the same requests,"
                    + " and compares how many requests meet their latency targets, and at what cost.",
            "The same seed gives every policy the same requests, and gives the same results every"
                    + " time. All results are simulated, not measured.",
            "  wva simulate --shape staged-ramp --policy all --seeds 10",
            "  wva simulate --shape my-workload.yaml --policy wva,keda-slo --html report.html",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 worse than the baseline or a run failed because of a bug, 2 wrong"
                    + " usage or input."
        })
public final class SimulateCommand implements Callable<Integer> {
    /** The page of eight shapes and eight policies stays within 3 MB. */
    private static final int POINTS_OF_ALL_RUNS = 16_000;

    private static final int MOST_POINTS = 400;
    private static final int LEAST_POINTS = 60;
    private static final int NOTES_OF_ALL_RUNS = 8_000;
    private static final int MOST_NOTES = 400;
    private static final int LEAST_NOTES = 30;

    @Mixin
    private SimulateOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (options.list) {
            print(SimulationList.lines(Colours.of(spec)));
            return ExitCode.OK;
        }
        var request = options.toRequest();
        request.notes().forEach(note -> line("note: " + note));
        var result = run(request);
        print(request, result);
        request.html().ifPresent(file -> write(file, result));
        result.failures().forEach(this::fault);
        boolean worse = request.baseline()
                .map(before -> compare(Comparison.of(before, result.board(), request.margin()), request.margin()))
                .orElse(false);
        return worse || !result.failures().isEmpty() ? ExitCode.FAILURE : ExitCode.OK;
    }

    private MatrixResult<Timeline> run(SimulateOptions.Request request) throws InterruptedException {
        var shapes = request.workloads().stream().map(Workload::name).toList();
        var plan = new MatrixPlan(shapes, request.policies(), request.seeds(), request.threads());
        boolean draws = request.html().isPresent() || request.explain();
        int drawn = shapes.size() * request.policies().size();
        int points = Math.max(LEAST_POINTS, Math.min(MOST_POINTS, POINTS_OF_ALL_RUNS / drawn));
        int notes = Math.max(LEAST_NOTES, Math.min(MOST_NOTES, NOTES_OF_ALL_RUNS / drawn));
        var progress = new SimulationProgress(
                new StatusLine(err(), spec.commandLine().getColorScheme().ansi().enabled()), System::nanoTime);
        try {
            return Matrix.run(
                    plan,
                    new SimulatedRuns(request.workloads(), request.policies()),
                    (shape, run, yardstick) -> draws
                            ? Optional.of(TimelineMaker.of(shape, run, yardstick, points, notes))
                            : Optional.empty(),
                    progress::show);
        } finally {
            progress.finish();
        }
    }

    private void print(SimulateOptions.Request request, MatrixResult<Timeline> result) {
        var table = new ScoreTable(result.board(), request.versus());
        print(
                switch (request.format()) {
                    case TABLE -> table.lines(Colours.of(spec));
                    case MARKDOWN -> table.markdown(command());
                    case JSON -> List.of(ScoreTree.json(result.board()));
                });
        if (request.explain()) {
            var to = request.format() == SimulateOptions.ScoreFormat.JSON ? err() : out();
            SimulationList.policies(request.policies(), Colours.of(spec)).forEach(to::println);
            ReasonText.lines(result.kept()).forEach(to::println);
            to.flush();
        }
    }

    private void write(Path file, MatrixResult<Timeline> result) {
        try {
            Files.writeString(file, HtmlReport.html(result.board(), result.kept(), command()));
        } catch (IOException e) {
            throw new CommandFailedException(file + " cannot be written: " + CommandFailedException.bottom(e), e);
        }
    }

    private String command() {
        return String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    /** Whether something became worse. */
    private boolean compare(Comparison comparison, double margin) {
        ComparisonText.lines(comparison, margin).forEach(this::line);
        return !comparison.regressions().isEmpty() || comparison.compared() == 0;
    }

    private void fault(RunFailure failure) {
        line(failure.contender() + " failed on " + failure.shape() + " with seed " + failure.seed()
                + ", which is a fault of this program; please report it with these lines:");
        failure.cause().printStackTrace(err());
        err().flush();
    }

    private void print(List<String> lines) {
        lines.forEach(out()::println);
        out().flush();
    }

    private void line(String text) {
        err().println(spec.qualifiedName() + ": " + text);
        err().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
