package ai.llmd.wva.config;

import java.time.Duration;

/**
 * Writing status, Events and gauges.
 *
 * @param workerPoolSize threads, and so writes to the API server at a time
 * @param requestTimeout of one call to the API server
 */
public record ActuatorConfiguration(int workerPoolSize, Duration requestTimeout) {
    public static ActuatorConfiguration defaults() {
        return new ActuatorConfiguration(4, Duration.ofSeconds(10));
    }
}
