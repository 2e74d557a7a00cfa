package ai.llmd.wva.emulator;

import ai.llmd.wva.emulator.engine.EngineLimits;
import ai.llmd.wva.emulator.engine.LatencyProfile;
import java.time.Duration;

/**
 * Everything an emulator is told.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param model name it serves, the {@code model_name} label of its metrics
 * @param profile how fast it is
 * @param limits batch, memory and context
 * @param averageTokens mean length of an answer nobody limited, at least 1
 * @param distribution spread of those lengths
 * @param seed of the random lengths
 * @param shutdownGrace how long running requests may go on once it is told to stop
 */
public record EmulatorSettings(
        String host,
        int port,
        String model,
        LatencyProfile profile,
        EngineLimits limits,
        int averageTokens,
        TokenDistribution distribution,
        long seed,
        Duration shutdownGrace) {
    public EmulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("the model needs a name");
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
                "default/default",
                LatencyProfile.decodeOnly(20.58, 0.41),
                new EngineLimits(4, 1718, 2048),
                178,
                TokenDistribution.DETERMINISTIC,
                1,
                Duration.ofSeconds(5));
    }

    public EmulatorSettings listeningOn(String newHost, int newPort) {
        return new EmulatorSettings(
                newHost, newPort, model, profile, limits, averageTokens, distribution, seed, shutdownGrace);
    }

    public EmulatorSettings serving(String newModel) {
        return new EmulatorSettings(
                host, port, newModel, profile, limits, averageTokens, distribution, seed, shutdownGrace);
    }

    public EmulatorSettings running(LatencyProfile newProfile, EngineLimits newLimits) {
        return new EmulatorSettings(
                host, port, model, newProfile, newLimits, averageTokens, distribution, seed, shutdownGrace);
    }

    public EmulatorSettings stoppingWithin(Duration newShutdownGrace) {
        return new EmulatorSettings(
                host, port, model, profile, limits, averageTokens, distribution, seed, newShutdownGrace);
    }

    public EmulatorSettings answering(int newAverageTokens, TokenDistribution newDistribution) {
        return new EmulatorSettings(
                host, port, model, profile, limits, newAverageTokens, newDistribution, seed, shutdownGrace);
    }
}
