package ai.llmd.wva.declaration;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The resource of the examples, and how a resource is read from its text. */
public final class Resources {
    public static final String YAML = """
            apiVersion: llmd.ai/v1alpha1
            kind: VariantAutoscaling
            metadata:
              name: vllme
              namespace: llm
              uid: u-1
              generation: 3
              labels:
                inference.optimization/acceleratorName: A100
            spec:
              modelID: default/default
              modelProfile:
                accelerators:
                  - acc: A100
                    accCount: 1
                    maxBatchSize: 4
                    alpha: "20.58"
                    beta: "0.41"
            """;

    /** The same, whose speed is to be learned. */
    public static final String WITHOUT_PROFILE = YAML.substring(0, YAML.indexOf("  modelProfile:"));

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private Resources() {}

    public static VariantAutoscaling resource(String yaml) {
        return JSON.unmarshal(yaml, VariantAutoscaling.class);
    }
}
