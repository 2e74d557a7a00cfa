package ai.llmd.wva.cli;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.optimize.Answer;
import ai.llmd.wva.optimize.DeviceUse;
import ai.llmd.wva.optimize.Optimization;
import ai.llmd.wva.optimize.ServerAnswer;
import ai.llmd.wva.optimize.Service;
import ai.llmd.wva.optimize.input.Input;
import ai.llmd.wva.optimize.input.InputReader;
import ai.llmd.wva.optimize.input.Sources;
import ai.llmd.wva.optimize.output.CsvWriter;
import ai.llmd.wva.optimize.output.TableWriter;
import ai.llmd.wva.optimize.output.TreeWriter;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.PlanningFailure;
import ai.llmd.wva.policy.Policy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Plans what files describe, without a cluster. */
@Command(
        name = "optimize",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Finds the cheapest accelerators and replicas that keep every latency target of what FILE describes, and"
                    + " proves how good the answer is.",
            "FILE is llm-inferno's system data (JSON), or resources of Kubernetes (YAML): VariantAutoscalings, the"
                    + " controller's ConfigMaps, and loads. For instance:",
            "  wva optimize -f system-data.json --solver greedy -o json",
            "  kubectl get va,cm,deploy -A -o yaml | wva optimize -f - --explain",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 every server is served in full, 1 planning failed by a fault of this program, or a file"
                    + " could not be written, 2 wrong usage or input, 3 some server cannot be served in full (the plan"
                    + " is printed all the same, and stderr says which and why)."
        })
public final class OptimizeCommand implements Callable<Integer> {
    private final Function<PlanningRules, Policy<?>> policies;

    @Mixin
    private OptimizeOptions options;

    @Spec
    private CommandSpec spec;

    public OptimizeCommand() {
        this(Planner::new);
    }

    /** Plans by another policy. */
    OptimizeCommand(Function<PlanningRules, Policy<?>> policies) {
        this.policies = policies;
    }

    @Override
    public Integer call() {
        var request = options.toRequest();
        var input = read(request.files());
        var answer = answer(input, request);
        print(answer, request);
        report(answer);
        request.problem().ifPresent(file -> save(answer, file));
        if (!answer.failures().isEmpty()) {
            return ExitCode.FAILURE;
        }
        return answer.servesAll() ? ExitCode.OK : ExitCode.INFEASIBLE;
    }

    private Answer answer(Input input, OptimizeOptions.Request request) {
        var err = spec.commandLine().getErr();
        var progress = SearchProgress.of(request.choices().timeLimit(), text -> {
            line(err, text);
            err.flush();
        });
        try {
            return Optimization.run(input, request.choices(), policies, System::nanoTime);
        } finally {
            progress.close();
        }
    }

    private static Input read(List<String> files) {
        var sources = Sources.read(files, StandardInput.open());
        var errors = new ArrayList<>(sources.errors());
        if (!sources.sources().isEmpty()) {
            var result = InputReader.read(sources.sources(), Instant.now());
            if (result instanceof InputReader.Ok ok && errors.isEmpty()) {
                return ok.input();
            }
            if (result instanceof InputReader.Faulty faulty) {
                faulty.problems().stream().map(ProblemText::full).forEach(errors::add);
            }
        }
        throw new UsageException(errors);
    }

    private void print(Answer answer, OptimizeOptions.Request request) {
        var out = spec.commandLine().getOut();
        switch (request.format()) {
            case TABLE ->
                TableWriter.lines(answer, request.explain(), Colours.of(spec)).forEach(out::println);
            case JSON -> out.println(TreeWriter.json(answer, request.explain()));
            case YAML -> out.println(TreeWriter.yaml(answer, request.explain()));
            case CSV -> CsvWriter.lines(answer).forEach(out::println);
        }
        out.flush();
    }

    /** Where planning failed there is none, and its fault is told. */
    private static void save(Answer answer, Path file) {
        if (answer.problem().isPresent()) {
            try {
                Files.write(file, answer.problem().get().mps());
            } catch (IOException e) {
                throw new CommandFailedException(file + " cannot be written: " + CommandFailedException.bottom(e), e);
            }
        }
    }

    private void report(Answer answer) {
        var err = spec.commandLine().getErr();
        answer.notes().forEach(note -> line(err, "note: " + note));
        answer.with(Service.PARTIAL)
                .forEach(server -> line(
                        err,
                        server.name() + " is served in part, by " + server.affordedReplicas() + " of "
                                + server.neededReplicas() + " replicas: " + server.reason()));
        answer.with(Service.NONE).forEach(server -> line(err, notServed(server)));
        answer.devices().stream()
                .filter(DeviceUse::exceedsCapacity)
                .forEach(use -> line(
                        err,
                        "devices of " + use.type() + " do not suffice: the minimums take the plan to " + use.used()
                                + ", and there are " + use.available().getAsLong()));
        if (!answer.summary().complete()) {
            line(err, "note: the time limit cut the search short");
        }
        answer.failures().forEach(failure -> fault(err, failure));
        err.flush();
    }

    private void fault(PrintWriter err, PlanningFailure failure) {
        line(err, "planning failed, which is a fault of this program; please report it with these lines:");
        failure.cause().printStackTrace(err);
    }

    private static String notServed(ServerAnswer server) {
        return server.name() + " is not served: " + server.reason();
    }

    private void line(PrintWriter err, String text) {
        err.println(spec.qualifiedName() + ": " + text);
    }
}
