package ai.llmd.wva.model;

import java.util.Locale;

/**
 * Another accelerator that would serve a variant better. Only advised: what a target runs on is in its pod template, which
 * its owner changes.
 *
 * @param accelerator the better one
 * @param replicas of it
 * @param costCentsPerHour of these
 */
public record Advice(String accelerator, int replicas, double costCentsPerHour) {
    public Advice {
        Checks.text(accelerator, "accelerator");
        Checks.atLeast(0, replicas, "replicas");
        Checks.notNegative(costCentsPerHour, "cost");
    }

    public String words() {
        return String.format(
                Locale.ROOT,
                "%s: %d %s, %.2f cents/h",
                accelerator,
                replicas,
                replicas == 1 ? "replica" : "replicas",
                costCentsPerHour);
    }
}
