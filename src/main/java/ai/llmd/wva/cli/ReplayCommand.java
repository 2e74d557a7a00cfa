package ai.llmd.wva.cli;

import ai.llmd.wva.config.ProgramVersion;
import ai.llmd.wva.journal.JournalException;
import ai.llmd.wva.journal.JournalLine;
import ai.llmd.wva.journal.JournalLine.Start;
import ai.llmd.wva.journal.JournalReader;
import ai.llmd.wva.journal.PolicyEstimate;
import ai.llmd.wva.journal.Replay;
import ai.llmd.wva.model.Units;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.ShippedPolicies;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.recorded.ClosedLoop;
import ai.llmd.wva.simulation.recorded.RecordedDemand;
import ai.llmd.wva.simulation.recorded.RecordedScene;
import ai.llmd.wva.simulation.score.RunScore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Plans again what a journal recorded. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Plans every cycle of a controller's journal again, from the recorded measurements and"
                    + " state, and compares each decision with the recorded one, bit for bit.",
            "With --policy, --solver, --saturation or --law, it estimates instead what another policy"
                    + " or setting would have decided on the same measurements, and simulates both on the"
                    + " recorded demand. With --report, it prints the least cost in hindsight. docs/journal.md"
                    + " explains how to write a journal, and what such an estimate assumes.",
            "  wva replay wva.jsonl.1.gz wva.jsonl",
            "  wva replay wva.jsonl --policy original",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 all decisions are the same, or the estimate is printed, 1 some decision differs, 2 wrong"
                    + " usage or a journal that cannot be read."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final Path STDIN = Path.of("-");

    @Mixin
    private ReplayOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var request = options.toRequest();
        if (request.report()) {
            return report(request);
        }
        return request.estimates() ? estimate(request) : repeat(request);
    }

    private int repeat(ReplayOptions.Request request) {
        var replay = new Replay(request.differences());
        read(request.files(), replay);
        var result = replay.result();
        if (result.cycles() == 0) {
            throw new UsageException("there is no cycle in " + names(request.files()));
        }
        ReplayText.notes(result, ProgramVersion.get()).forEach(this::note);
        print(ReplayText.lines(result, Colours.of(spec)));
        return result.same() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private int estimate(ReplayOptions.Request request) {
        var starts = new ArrayList<Start>();
        var estimate = new PolicyEstimate(start -> {
            starts.add(start);
            return policy(request, start);
        });
        var demand = new RecordedDemand();
        read(request.files(), estimate.andThen(demand));
        var result = estimate.result();
        if (result.cycles() == 0) {
            throw new UsageException("there is no cycle in " + names(request.files()));
        }
        print(EstimateText.lines(result, Colours.of(spec)));
        if (!request.openLoop()) {
            simulate(request, starts.get(0), demand);
        }
        return ExitCode.OK;
    }

    private void simulate(ReplayOptions.Request request, Start start, RecordedDemand demand) {
        var scene = scene(request, demand);
        var scores = new LinkedHashMap<String, RunScore>();
        scores.put("recorded", score(scene, demand, () -> ShippedPolicies.of(start.policy(), start.rules())));
        scores.put("estimated", score(scene, demand, () -> policy(request, start)));
        print(ClosedLoopText.lines(scores, demand, request.coldStart(), Colours.of(spec)));
    }

    private static RunScore score(Scene scene, RecordedDemand demand, Supplier<Policy<?>> policy) {
        return ClosedLoop.score(scene, "policy", policy, demand.interval());
    }

    private int report(ReplayOptions.Request request) {
        var demand = new RecordedDemand();
        read(request.files(), demand);
        var scene = scene(request, demand);
        print(ClosedLoopText.report(demand, ClosedLoop.leastCostCents(scene), request.coldStart()));
        return ExitCode.OK;
    }

    private Scene scene(ReplayOptions.Request request, RecordedDemand demand) {
        demand.leftOut().forEach((id, why) -> note(id + " is not simulated: " + why));
        double coldStartSeconds = request.coldStart().toMillis() / Units.MILLIS_PER_SECOND;
        return RecordedScene.of(demand, coldStartSeconds, SEED)
                .orElseThrow(() -> new UsageException("there is no demand to simulate in " + names(request.files())
                        + ": it takes two cycles of a variant that is sound"));
    }

    private static Policy<?> policy(ReplayOptions.Request request, Start start) {
        var rules = PlanningRules.controller(
                request.solver().orElse(start.rules().solver()),
                request.saturation().orElse(start.rules().saturation()),
                request.law().orElse(start.rules().law()));
        return ShippedPolicies.of(request.policy().orElse(start.policy()), rules);
    }

    private void read(List<Path> files, Consumer<JournalLine> lines) {
        for (var file : files) {
            try (var in = open(file)) {
                JournalReader.read(file.toString(), in, lines, this::note);
            } catch (JournalException e) {
                throw new UsageException(e.getMessage());
            } catch (NoSuchFileException e) {
                throw new UsageException(file + ": there is no such file");
            } catch (EOFException e) {
                throw new UsageException(file + ": the packed file is cut");
            } catch (IOException e) {
                throw new CommandFailedException(file + " cannot be read: " + CommandFailedException.bottom(e), e);
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        return file.equals(STDIN) ? System.in : Files.newInputStream(file);
    }

    private static String names(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    private void print(List<String> lines) {
        var out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    private void note(String text) {
        var err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": note: " + text);
        err.flush();
    }
}
