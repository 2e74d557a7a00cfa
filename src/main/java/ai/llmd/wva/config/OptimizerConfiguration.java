package ai.llmd.wva.config;

import java.time.Duration;

/**
 * Planning, on worker threads of its own.
 *
 * @param workerPoolSize threads
 * @param timeLimit of one cycle's planning
 */
public record OptimizerConfiguration(int workerPoolSize, Duration timeLimit) {
    public static OptimizerConfiguration defaults() {
        return new OptimizerConfiguration(1, Duration.ofSeconds(10));
    }
}
