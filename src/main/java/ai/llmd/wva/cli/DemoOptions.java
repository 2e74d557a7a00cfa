package ai.llmd.wva.cli;

import ai.llmd.wva.demo.DemoSettings;
import ai.llmd.wva.loadgen.RateTable;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of the demo. */
final class DemoOptions {
    @Option(
            names = "--rate",
            paramLabel = "TABLE",
            description = "Load over time, [[seconds, requests-per-minute], ...];"
                    + " default [[25, 0], [50, 40], [55, 90], [50, 0]].")
    String rate;

    @Option(names = "--minutes", paramLabel = "N", description = "Stretches the load over so many minutes.")
    String minutes;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "Runs everything X times as fast, 0.1 to 10: tokens, latency targets, load, and the"
                    + " controller's interval and rate window. The decisions stay the same. Default 1.")
    String speed;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the controller's /metrics (HTTPS, loopback only), 0 for any free one; default 8443.")
    String port;

    @Option(names = "--keep", description = "Goes on without load after the script, until Ctrl-C.")
    boolean keep;

    /**
     * What the flags add up to.
     *
     * @throws UsageException with everything that is wrong
     */
    DemoSettings toSettings() {
        var reader = new OptionReader(Map.of());
        var script = reader.read(flag("--rate", rate), DemoSettings.SCRIPT, RateTable::parse);
        var stretched =
                reader.read(flag("--minutes", minutes), script, text -> DemoSettings.stretched(script, number(text)));
        double factor = reader.read(flag("--speed", speed), 1.0, DemoOptions::speed);
        var metricsPort = reader.whole(flag("--port", port), 8443, 0, 65_535);
        reader.throwIfAny();
        return new DemoSettings(stretched, factor, metricsPort, keep);
    }

    private static Optional<OptionReader.Given> flag(String name, String value) {
        return OptionReader.flag(name, value);
    }

    private static double speed(String text) {
        return new DemoSettings(DemoSettings.SCRIPT, number(text), 0, false).speed();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }
}
