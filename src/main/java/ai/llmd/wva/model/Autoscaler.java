package ai.llmd.wva.model;

import java.util.Optional;

/**
 * The HorizontalPodAutoscaler that acts on a target, and its bounds.
 *
 * @param rules what it goes by; empty where that was not read, as in journals of older versions
 */
public record Autoscaler(String name, int minReplicas, int maxReplicas, Optional<AutoscalerRules> rules) {
    public Autoscaler {
        Checks.text(name, "autoscaler name");
        Checks.atLeast(0, minReplicas, "minReplicas");
        Checks.atLeast(minReplicas, maxReplicas, "maxReplicas");
        Checks.present(rules, "rules");
    }

    /** One of which the bounds are known and no more. */
    public Autoscaler(String name, int minReplicas, int maxReplicas) {
        this(name, minReplicas, maxReplicas, Optional.empty());
    }

    /** The KEDA ScaledObject that made it, if one did. */
    public Optional<String> scaledObject() {
        return rules.flatMap(AutoscalerRules::scaledObject);
    }
}
