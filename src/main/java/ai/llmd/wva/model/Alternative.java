package ai.llmd.wva.model;

/**
 * Another accelerator that would carry a variant's load. As advice it is better than what runs, and no more than
 * advice: what a target runs on is in its pod template, which its owner changes.
 *
 * @param replicas of it, >= 0
 * @param costCentsPerHour of these
 */
public record Alternative(String accelerator, int replicas, double costCentsPerHour) {
    public Alternative {
        Checks.text(accelerator, "accelerator");
        Checks.atLeast(0, replicas, "replicas");
        Checks.notNegative(costCentsPerHour, "cost");
    }
}
