package ai.llmd.wva.optimize;

/**
 * Resources as kubectl prints them: one variant on an A100 of which there are two replicas, and its load in the status.
 */
public final class ResourceText {
    public static final String COSTS = """
        kind: ConfigMap
        metadata: {name: accelerator-unit-costs, namespace: workload-variant-autoscaler-system}
        data:
          A100: '{"device": "NVIDIA-A100-PCIE-80GB", "cost": "40.00"}'
          G2: '{"device": "Intel-Gaudi-2-96GB", "cost": 23}'
        """;
    public static final String CLASSES = """
        kind: ConfigMap
        metadata: {name: service-classes-config, namespace: workload-variant-autoscaler-system}
        data:
          premium.yaml: |
            name: Premium
            priority: 1
            data:
              - {model: default/default, slo-tpot: 24, slo-ttft: 500}
        """;
    public static final String VARIANT = """
        apiVersion: llmd.ai/v1alpha1
        kind: VariantAutoscaling
        metadata:
          name: chat
          namespace: team-a
          labels: {inference.optimization/acceleratorName: A100}
        spec:
          modelID: default/default
          modelProfile:
            accelerators:
              - {acc: A100, accCount: 1, maxBatchSize: 4, alpha: "20.58", beta: "0.41"}
          minReplicas: 1
        status:
          currentAlloc:
            numReplicas: 2
            load: {arrivalRate: "40.00", avgInputTokens: "20.00", avgOutputTokens: "178.00"}
        """;
    public static final String GOOD = String.join("---\n", COSTS, CLASSES, VARIANT);

    private ResourceText() {}

    /** The good resources with one text in them replaced by another. */
    public static String with(String text, String replacement) {
        if (!GOOD.contains(text)) {
            throw new IllegalArgumentException("there is no " + text);
        }
        return GOOD.replace(text, replacement);
    }

    /** The good resources and another document. */
    public static String and(String document) {
        return GOOD + "---\n" + document;
    }
}
