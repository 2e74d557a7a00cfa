package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Nodes with accelerators, and pods that hold them. */
final class Nodes {
    static final String A100 = "NVIDIA-A100-PCIE-80GB";
    static final String MI300X = "AMD-MI300X-192GB";
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Nodes() {}

    static Node node(String yaml) {
        return YAML.unmarshal(yaml, Node.class);
    }

    static Pod pod(String yaml) {
        return YAML.unmarshal(yaml, Pod.class);
    }

    /** A ready node with accelerators of one vendor. */
    static Node ready(String name, String vendor, String type, int devices) {
        return node("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {%2$s/gpu.product: %3$s, kubernetes.io/os: linux}}
                status:
                  allocatable: {cpu: "64", %2$s/gpu: "%4$d"}
                  conditions:
                    - {type: MemoryPressure, status: "False"}
                    - {type: Ready, status: "True", lastHeartbeatTime: "2026-01-02T03:04:05Z"}
                """.formatted(name, vendor, type, devices));
    }

    /** A ready node with A100s. */
    static Node ready(String name, int devices) {
        return ready(name, "nvidia.com", A100, devices);
    }

    /** A running pod of one container that holds some of a node's devices. */
    static Pod holder(String name, String node, String resource, int devices) {
        return pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: llm}
                spec:
                  nodeName: %s
                  containers: [{name: server, resources: {limits: {%s: "%d"}}}]
                status: {phase: Running}
                """.formatted(name, node, resource, devices));
    }

    static Pod holder(String name, String node, int devices) {
        return holder(name, node, "nvidia.com/gpu", devices);
    }
}
