package ai.llmd.wva.cli;

import ai.llmd.wva.demo.DemoSettings;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.simulation.workload.Workload;
import ai.llmd.wva.simulation.workload.input.WorkloadFiles;
import ai.llmd.wva.simulation.workload.input.WorkloadReader;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of the demo. */
final class DemoOptions {
    private static final int USUAL_PORT = 8082;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Shows another workload: a file (docs/workloads.md), or the name of one that simulate --list"
                    + " shows. Default: demo.")
    String scenario;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "Runs X times as fast as real time, 1 to 60. Nothing else changes: all"
                    + " numbers are in real time. Default 20.")
    String speed;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything that is random; default 1.")
    String seed;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the live page (loopback only), 0 for any free one; default 8082.")
    String port;

    @Option(names = "--keep", description = "Continues without load after the summary, until Ctrl-C.")
    boolean keep;

    /**
     * What the flags add up to.
     *
     * @throws UsageException with everything that is wrong
     */
    DemoSettings toSettings() {
        var reader = new OptionReader(Map.of());
        double times = reader.read(flag("--speed", speed), DemoSettings.USUAL_SPEED, DemoOptions::speed);
        var pagePort = reader.whole(flag("--port", port), USUAL_PORT, 0, 65_535);
        var random = reader.whole(flag("--seed", seed), 1, 0, Integer.MAX_VALUE);
        var workload = workload(scenario == null ? DemoSettings.USUAL_SCENARIO : scenario, reader);
        workload.ifPresent(one -> DemoSettings.problem(one).ifPresent(wrong -> reader.problem("--scenario: " + wrong)));
        reader.throwIfAny();
        return new DemoSettings(workload.orElseThrow(), times, pagePort, keep, random);
    }

    private static Optional<Workload> workload(String name, OptionReader reader) {
        var result = new WorkloadFiles(Optional.empty()).read(name);
        if (result instanceof WorkloadReader.Faulty faulty) {
            faulty.problems().forEach(problem -> reader.problem(ProblemText.full(problem)));
        }
        if (result instanceof WorkloadReader.TraceAbsent absent) {
            reader.problem(absent.note());
        }
        return result instanceof WorkloadReader.Ok ok ? Optional.of(ok.workload()) : Optional.empty();
    }

    private static Optional<OptionReader.Given> flag(String name, String value) {
        return OptionReader.flag(name, value);
    }

    private static double speed(String text) {
        try {
            return DemoSettings.speed(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }
}
