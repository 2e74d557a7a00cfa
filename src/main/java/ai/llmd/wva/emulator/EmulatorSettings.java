package ai.llmd.wva.emulator;

import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Everything an emulator is told.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param names it serves the model under
 * @param metricPrefix what the names of its metrics begin with, {@value #VLLM_PREFIX} in vLLM itself; may be empty
 * @param law how fast it is
 * @param limits batch, memory and context
 * @param averageTokens mean length of an answer nobody limited, at least 1
 * @param distribution spread of those lengths
 * @param seed of the random lengths
 * @param shutdownGrace how long running requests may go on once it is told to stop
 */
public record EmulatorSettings(
        String host,
        int port,
        ServedNames names,
        String metricPrefix,
        StepLaw law,
        EngineLimits limits,
        int averageTokens,
        TokenDistribution distribution,
        long seed,
        Duration shutdownGrace) {
    /** The prefix that vLLM gives its metrics. */
    public static final String VLLM_PREFIX = "vllm:";

    private static final Pattern PREFIX = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?");

    public EmulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        }
        if (!PREFIX.matcher(metricPrefix).matches()) {
            throw new IllegalArgumentException("'" + metricPrefix + "' cannot begin the name of a metric: letters,"
                    + " digits, _ and : can, with no digit at the start");
        }
        if (averageTokens < 1) {
            throw new IllegalArgumentException("an answer has at least 1 token: " + averageTokens);
        }
        if (shutdownGrace.isNegative()) {
            throw new IllegalArgumentException("the grace must not be negative: " + shutdownGrace);
        }
    }

    /**
     * The replica of the project's samples: answers of 178 tokens, batch 4, 20.58 + 0.41 n ms a token, an 80 GB device
     * with a 25 GB model and 2 MB of cache a token.
     */
    public static EmulatorSettings sample() {
        return new EmulatorSettings(
                "0.0.0.0",
                8000,
                ServedNames.of("default/default"),
                VLLM_PREFIX,
                Calibration.PUBLISHED.law(),
                Calibration.PUBLISHED.limits(),
                178,
                TokenDistribution.DETERMINISTIC,
                1,
                Duration.ofSeconds(5));
    }

    /** The name in answers and in the {@code model_name} label of metrics. */
    public String model() {
        return names.first();
    }

    public EmulatorSettings listeningOn(String newHost, int newPort) {
        return with(newHost, newPort, names, metricPrefix, shutdownGrace);
    }

    public EmulatorSettings serving(String... newNames) {
        return with(host, port, ServedNames.of(newNames), metricPrefix, shutdownGrace);
    }

    public EmulatorSettings measuringUnder(String newMetricPrefix) {
        return with(host, port, names, newMetricPrefix, shutdownGrace);
    }

    public EmulatorSettings stoppingWithin(Duration newShutdownGrace) {
        return with(host, port, names, metricPrefix, newShutdownGrace);
    }

    public EmulatorSettings running(StepLaw newLaw, EngineLimits newLimits) {
        return new EmulatorSettings(
                host, port, names, metricPrefix, newLaw, newLimits, averageTokens, distribution, seed, shutdownGrace);
    }

    public EmulatorSettings answering(int newAverageTokens, TokenDistribution newDistribution) {
        return new EmulatorSettings(
                host, port, names, metricPrefix, law, limits, newAverageTokens, newDistribution, seed, shutdownGrace);
    }

    private EmulatorSettings with(
            String newHost, int newPort, ServedNames newNames, String newMetricPrefix, Duration newShutdownGrace) {
        return new EmulatorSettings(
                newHost,
                newPort,
                newNames,
                newMetricPrefix,
                law,
                limits,
                averageTokens,
                distribution,
                seed,
                newShutdownGrace);
    }
}
