package ai.llmd.wva.config;

import java.time.Duration;

/**
 * Following the Kubernetes API.
 *
 * @param coalesce how long changes are gathered before a snapshot is published; 0 = each at once
 * @param requestTimeout of one call to the API server
 * @param capacityFromNodes whether the accelerators in the nodes limit what can be planned
 */
public record WatchConfiguration(Duration coalesce, Duration requestTimeout, boolean capacityFromNodes) {
    public static WatchConfiguration defaults() {
        return new WatchConfiguration(Duration.ofMillis(100), Duration.ofSeconds(10), false);
    }
}
