package ai.llmd.wva.model;

/**
 * Replicas on an accelerator and what they are predicted to do under the measured load.
 *
 * @param rateTargetPerSecond the total arrival rate that was sized for
 * @param maxRatePerSecond the largest arrival rate one replica carries within every target
 * @param limits the same under each target alone
 * @param utilization 0..1: the share of time that it is not idle, with prefill the mean share of its batch in use
 */
public record Allocation(
        String accelerator,
        int replicas,
        int maxBatchSize,
        double costCentsPerHour,
        double itlMillis,
        double ttftMillis,
        double waitMillis,
        double utilization,
        double rateTargetPerSecond,
        double maxRatePerSecond,
        RateLimits limits) {

    /** Replicas without any load. */
    public static Allocation idle(String accelerator, int replicas, int maxBatchSize, double costCentsPerHour) {
        return new Allocation(accelerator, replicas, maxBatchSize, costCentsPerHour, 0, 0, 0, 0, 0, 0, RateLimits.NONE);
    }

    public Allocation {
        Checks.text(accelerator, "accelerator");
        Checks.atLeast(0, replicas, "replicas");
    }
}
