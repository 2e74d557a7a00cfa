package ai.llmd.wva.cli;

import ai.llmd.wva.config.Durations;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The flags of a replay. */
final class ReplayOptions {
    private static final int DEFAULT_DIFFERENCES = 10;
    private static final Duration DEFAULT_COLD_START = Duration.ofSeconds(60);

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A journal, the oldest file first: wva.jsonl.2.gz wva.jsonl.1.gz wva.jsonl; - is stdin.")
    List<Path> files;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "Estimates what this policy would have decided: wva or original.")
    String policy;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Estimates what wva would have decided with this solver: near-exact or greedy.")
    String solver;

    @Option(
            names = "--saturation",
            paramLabel = "POLICY",
            description = "Estimates what wva would have decided with this policy for variants that"
                    + " cannot get all their replicas: None, PriorityExhaustive, PriorityRoundRobin or"
                    + " RoundRobin.")
    String saturation;

    @Option(
            names = "--law",
            paramLabel = "NAME",
            description = "Estimates what wva would have decided with this law of a replica: continuous or published.")
    String law;

    @Option(
            names = "--open-loop",
            description = "Estimates what would have been decided on the recorded measurements only, and simulates"
                    + " nothing.")
    boolean openLoop;

    @Option(
            names = "--report",
            description = "Prints the cost of the recorded replicas, and the least cost of serving the"
                    + " recorded demand with perfect knowledge.")
    boolean report;

    @Option(
            names = "--cold-start",
            paramLabel = "DURATION",
            description =
                    "How long simulated replicas take to start, which the journal does not" + " contain; default 60s.")
    String coldStart;

    @Option(
            names = "--differences",
            paramLabel = "N",
            description = "How many differences are shown, the first ones; default " + DEFAULT_DIFFERENCES + ".")
    String differences;

    /**
     * What the flags add up to.
     *
     * @param policy empty = the recorded one; likewise solver, saturation and law
     */
    record Request(
            List<Path> files,
            Optional<PolicyKind> policy,
            Optional<SolverKind> solver,
            Optional<SaturationPolicy> saturation,
            Optional<SizingLaw> law,
            boolean openLoop,
            boolean report,
            Duration coldStart,
            int differences) {
        /** Whether something else than was recorded is asked for. */
        boolean estimates() {
            return policy.isPresent() || solver.isPresent() || saturation.isPresent() || law.isPresent();
        }
    }

    /**
     * Checks everything.
     *
     * @throws UsageException with everything that is wrong
     */
    Request toRequest() {
        var reader = new OptionReader(Map.of());
        var kind = reader.choice("--policy", policy, PolicyKind.values(), PolicyKind::label);
        var search = reader.choice("--solver", solver, SolverKind.values(), SolverKind::label);
        var shortage = reader.choice("--saturation", saturation, SaturationPolicy.values(), SaturationPolicy::label);
        var sizing = reader.choice("--law", law, SizingLaw.values(), SizingLaw::label);
        var start =
                reader.read(OptionReader.flag("--cold-start", coldStart), DEFAULT_COLD_START, ReplayOptions::duration);
        var most = reader.whole(
                OptionReader.flag("--differences", differences), DEFAULT_DIFFERENCES, 0, Integer.MAX_VALUE);
        if (kind.filter(PolicyKind.ORIGINAL::equals).isPresent()
                && (search.isPresent() || shortage.isPresent() || sizing.isPresent())) {
            reader.problem("--policy original has neither --solver nor --saturation nor --law");
        }
        reader.throwIfAny();
        return new Request(files, kind, search, shortage, sizing, openLoop, report, start, most);
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .filter(duration -> !duration.isNegative())
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a duration of 0 or more, such as 90s or 2m"));
    }
}
