package ai.llmd.wva.config;

import ai.llmd.wva.model.ScaleRules;
import java.time.Duration;

/**
 * Writing status, Events and gauges.
 *
 * @param workerPoolSize threads, and so writes to the API server at a time
 * @param requestTimeout of one call to the API server
 * @param scaling how fast targets are scaled where no autoscaler does that
 */
public record ActuatorConfiguration(int workerPoolSize, Duration requestTimeout, ScaleRules scaling) {
    public static ActuatorConfiguration defaults() {
        return new ActuatorConfiguration(4, Duration.ofSeconds(10), ScaleRules.DEFAULT);
    }
}
