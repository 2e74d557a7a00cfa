package ai.llmd.wva.config;

import java.time.Duration;

/**
 * Choosing the one replica that works, by a Lease in the controller's namespace.
 *
 * @param enabled false = this process always leads
 * @param leaseDuration how long others wait after the leader's last sign of life
 * @param renewDeadline how long the leader goes on without having renewed
 * @param retryPeriod between two attempts to acquire or renew
 */
public record LeaderElectionConfiguration(
        boolean enabled, String leaseName, Duration leaseDuration, Duration renewDeadline, Duration retryPeriod) {

    public static LeaderElectionConfiguration defaults() {
        return new LeaderElectionConfiguration(
                true,
                "workload-variant-autoscaler",
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }
}
