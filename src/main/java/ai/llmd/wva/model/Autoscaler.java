package ai.llmd.wva.model;

/** The HorizontalPodAutoscaler that acts on a target, and its bounds. */
public record Autoscaler(String name, int minReplicas, int maxReplicas) {
    public Autoscaler {
        Checks.text(name, "autoscaler name");
        Checks.atLeast(0, minReplicas, "minReplicas");
        Checks.atLeast(minReplicas, maxReplicas, "maxReplicas");
    }
}
