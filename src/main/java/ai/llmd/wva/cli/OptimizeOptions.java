package ai.llmd.wva.cli;

import ai.llmd.wva.config.Durations;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.optimize.PlanChoices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of the optimizer. */
final class OptimizeOptions {
    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(10);

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "What to plan: a file, a folder, or - for stdin. May be given several times; all of them together"
                            + " are one problem.")
    List<String> files;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (default), json, yaml or csv.")
    String output;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Shares out accelerators whose number is limited: near-exact (default) or greedy.")
    String solver;

    @Option(
            names = "--saturation",
            paramLabel = "POLICY",
            description = "What servers get that capacity does not suffice for: None, PriorityExhaustive,"
                    + " PriorityRoundRobin or RoundRobin. Default: as the file says, else PriorityRoundRobin.")
    String saturation;

    @Option(
            names = "--law",
            paramLabel = "NAME",
            description = "Sizes replicas whose profile has prefill times: published (default), llm-inferno's numbers,"
                    + " or continuous, as vLLM V1 schedules.")
    String law;

    @Option(
            names = "--explain",
            description =
                    "Says for each server why, what a replica carries within each target, what came second, and what"
                            + " would change the plan.")
    boolean explain;

    @Option(
            names = "--mixed",
            description =
                    "Lets the load of a server be spread over several accelerators. The plan is then what would be"
                            + " best from nothing, whatever runs now.")
    boolean mixed;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            description = "After which the best plan found so far is the answer, e.g. 500ms; default 10s. It is used"
                    + " while the gap is not reached. Sizing the replicas and one quick plan take what they take.")
    String timeLimit;

    @Option(
            names = "--gap",
            paramLabel = "PERCENT",
            description = "The search ends when the plan is proven to cost at most so many percent more than the best"
                    + " one, e.g. 0.5; default 0.1. 0 asks for the best.")
    String gap;

    @Option(
            names = "--save-problem",
            paramLabel = "FILE",
            description = "Also writes the integer problem of sharing the accelerators as MPS, to check the plan with"
                    + " another solver.")
    String saveProblem;

    /** How the answer is printed. */
    enum Format {
        TABLE("table"),
        JSON("json"),
        YAML("yaml"),
        CSV("csv");

        private final String label;

        Format(String label) {
            this.label = label;
        }
    }

    /**
     * What the flags add up to.
     *
     * @param problem the file for the problem that was solved, where that is asked for
     */
    record Request(List<String> files, Format format, boolean explain, Optional<Path> problem, PlanChoices choices) {}

    /**
     * Checks everything.
     *
     * @throws UsageException with everything that is wrong
     */
    Request toRequest() {
        var reader = new OptionReader(Map.of());
        var format = reader.choice("--output", output, Format.values(), one -> one.label);
        var kind = reader.choice("--solver", solver, SolverKind.values(), SolverKind::label);
        var policy = reader.choice("--saturation", saturation, SaturationPolicy.values(), SaturationPolicy::label);
        var sizing = reader.choice("--law", law, SizingLaw.values(), SizingLaw::label);
        var limit = reader.read(
                OptionReader.flag("--time-limit", timeLimit), DEFAULT_TIME_LIMIT, OptimizeOptions::duration);
        double share = reader.read(OptionReader.flag("--gap", gap), PlanChoices.DEFAULT_GAP, OptimizeOptions::percent);
        var problem = reader.writable("--save-problem", saveProblem);
        if (files == null) {
            reader.problem("-f FILE is needed: what is to be planned; - is stdin");
        }
        reader.throwIfAny();
        return new Request(
                files,
                format.orElse(Format.TABLE),
                explain,
                problem,
                new PlanChoices(kind, policy, mixed, limit, share, sizing.orElse(SizingLaw.PUBLISHED)));
    }

    private static double percent(String text) {
        try {
            double percent = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            if (percent >= 0 && percent <= 100) {
                return percent / 100;
            }
        } catch (NumberFormatException e) {
            // the same is wrong with it
        }
        throw new IllegalArgumentException("'" + text + "' is not a percentage from 0 to 100, such as 0.1");
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .filter(duration -> !duration.isNegative() && !duration.isZero())
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is not a duration above 0, such as 10s or 500ms"));
    }
}
