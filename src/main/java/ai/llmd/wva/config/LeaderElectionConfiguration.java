package ai.llmd.wva.config;

import java.time.Duration;

/**
 * Choosing the one replica that works, by a Lease in the controller's namespace.
 *
 * @param enabled false = this process always leads
 * @param leaseDuration how long others wait after the leader's last sign of life
 * @param renewDeadline how long the leader goes on without having renewed
 * @param retryPeriod between two attempts to acquire or renew
 * @param exportDelay how long a new leader shows no series; more than the 2.2 scrape intervals after which Prometheus
 *     drops those of a pod that is gone
 * @param stepDownAfter how long the leader may be unready before it gives the Lease back
 */
public record LeaderElectionConfiguration(
        boolean enabled,
        String leaseName,
        Duration leaseDuration,
        Duration renewDeadline,
        Duration retryPeriod,
        Duration exportDelay,
        Duration stepDownAfter) {

    public static LeaderElectionConfiguration defaults() {
        return new LeaderElectionConfiguration(
                true,
                "workload-variant-autoscaler",
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15));
    }
}
