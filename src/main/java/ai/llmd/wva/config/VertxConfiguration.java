package ai.llmd.wva.config;

import java.time.Duration;

/**
 * The Vert.x instance that carries everything.
 *
 * @param eventLoopPoolSize threads; 0 = twice the processors
 * @param workerPoolSize threads of the common pool for blocking work
 * @param busTimeout how long a reply on the event bus may take
 * @param blockedThreadCheck how often threads are looked at
 * @param warnEventLoopAfter how long an event loop may be busy before a warning
 * @param warnWorkerAfter how long a worker may be busy before a warning
 */
public record VertxConfiguration(
        int eventLoopPoolSize,
        int workerPoolSize,
        Duration busTimeout,
        Duration blockedThreadCheck,
        Duration warnEventLoopAfter,
        Duration warnWorkerAfter) {

    public static VertxConfiguration defaults() {
        return new VertxConfiguration(
                0, 8, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(60));
    }
}
