package ai.llmd.wva.cli;

import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.workload.Workload;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/** The flags of the simulation. */
final class SimulateOptions {
    private static final int MOST_SEEDS = 1_000;
    private static final int MOST_THREADS = 1_024;
    private static final int DEFAULT_SEEDS = 3;
    private static final double DEFAULT_MARGIN = 0.01;

    @Option(
            names = "--shape",
            paramLabel = "FILE",
            description = "What to run: a workload's file, the name of one that comes with the program (--list shows"
                    + " them), all, or quick for eight of them; generated for 96 that are drawn at random,"
                    + " generated-N for one of these. May be given several times. Default: quick.")
    List<String> shapes;

    @Option(
            names = "--policy",
            paramLabel = "NAME,...",
            hideParamSyntax = true,
            split = ",",
            description = "What decides: names (--list shows them), all, or quick for six of them. NAME@VALUE sets the"
                    + " parameter that a policy is varied by. Default: quick.")
    List<String> policies;

    @Option(names = "--sweep", description = "Runs every policy with several values of its parameter.")
    boolean sweep;

    @Option(names = "--seeds", paramLabel = "N", description = "How many runs each, default 3.")
    String seeds;

    @Option(names = "--seed-from", paramLabel = "N", description = "The first seed, default 1.")
    String seedFrom;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (default), json or markdown.")
    String output;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes a self-contained HTML page: load, replicas and latency over"
                    + " time, cost against attainment, and the reasons of WVA's decisions.")
    String html;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Compares with earlier output of -o json: exits with 1 if attainment or cost" + " became worse.")
    String baseline;

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            description = "How much worse they may become, default 1%%: percentage points of"
                    + " attainment, and cost relative to the baseline.")
    String margin;

    @Option(
            names = "--versus",
            paramLabel = "NAME",
            description = "The policy that the table compares the others with; default: the first one.")
    String versus;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "A CSV file of requests instead of the one that a workload names.")
    String trace;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at the same time; default: one on each core.")
    String threads;

    @Option(names = "--list", description = "Lists the available shapes and policies, and runs" + " nothing.")
    boolean list;

    @Option(
            names = "--explain",
            description = "Also prints what each policy computes, and why its decisions changed in the" + " first run.")
    boolean explain;

    /** How the answer is printed. */
    enum ScoreFormat {
        TABLE,
        JSON,
        MARKDOWN
    }

    /**
     * What the flags add up to.
     *
     * @param notes to tell, of what is left out for instance
     */
    record Request(
            List<Workload> workloads,
            List<String> policies,
            List<Long> seeds,
            ScoreFormat format,
            Optional<Path> html,
            Optional<Scoreboard> baseline,
            double margin,
            String versus,
            int threads,
            boolean explain,
            List<String> notes) {}

    /**
     * Reads and checks everything.
     *
     * @throws UsageException with everything that is wrong
     */
    Request toRequest() {
        var reader = new OptionReader(Map.of());
        int count = reader.whole(OptionReader.flag("--seeds", seeds), DEFAULT_SEEDS, 1, MOST_SEEDS);
        int first = reader.whole(OptionReader.flag("--seed-from", seedFrom), 1, 0, Integer.MAX_VALUE);
        int cores = Runtime.getRuntime().availableProcessors();
        int running = reader.whole(OptionReader.flag("--threads", threads), cores, 1, MOST_THREADS);
        var format = reader.read(OptionReader.flag("--output", output), ScoreFormat.TABLE, SimulateOptions::format);
        double share = reader.read(OptionReader.flag("--margin", margin), DEFAULT_MARGIN, SimulateOptions::percent);
        var chosen = new SimulationChoice(reader);
        var workloads = chosen.workloads(shapes, Optional.ofNullable(trace));
        var names = chosen.policies(policies, sweep);
        var reference = chosen.reference(versus, names);
        var page = reader.writable("--html", html);
        var earlier = chosen.baseline(baseline);
        if (margin != null && baseline == null) {
            reader.problem("--margin needs --baseline");
        }
        reader.throwIfAny();
        return new Request(
                workloads,
                names,
                LongStream.range(first, (long) first + count).boxed().toList(),
                format,
                page,
                earlier,
                share,
                reference,
                running,
                explain,
                chosen.notes());
    }

    private static ScoreFormat format(String text) {
        return Arrays.stream(ScoreFormat.values())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of table, json, markdown"));
    }

    private static double percent(String text) {
        var number = text.replaceFirst("\\s*%$", "");
        try {
            double value = Double.parseDouble(number);
            if (!number.equals(text) && value >= 0 && value <= 100) {
                return value / 100;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a percentage such as 1%", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not a percentage such as 1%, from 0% to 100%");
    }
}
