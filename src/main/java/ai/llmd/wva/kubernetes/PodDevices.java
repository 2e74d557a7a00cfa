package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The accelerators that a pod takes from the node it is bound to. */
final class PodDevices {
    private PodDevices() {}

    /** Devices by resource, such as {@code nvidia.com/gpu}; a resource that the pod does not ask for is not in it. */
    static SortedMap<String, Long> requested(Pod pod) {
        return requested(pod.getSpec());
    }

    /** The same of what pods are made from. */
    static SortedMap<String, Long> requested(PodSpec spec) {
        return spec == null ? new TreeMap<>() : devices(resource -> requested(spec, resource));
    }

    /** What one container asks for. */
    static SortedMap<String, Long> requested(Container container) {
        return devices(resource -> requested(container, resource));
    }

    private static SortedMap<String, Long> devices(ToLongFunction<String> count) {
        var devices = new TreeMap<String, Long>();
        for (var resource : Vendors.RESOURCES) {
            long asked = count.applyAsLong(resource);
            if (asked > 0) {
                devices.put(resource, asked);
            }
        }
        return devices;
    }

    /** Where the pod takes them; empty while it waits for a node, and when it is over. */
    static Optional<String> node(Pod pod) {
        return Optional.ofNullable(pod.getSpec())
                .map(spec -> spec.getNodeName())
                .filter(node -> !node.isEmpty() && !PodReadiness.finished(pod));
    }

    /** Whether the pod takes a device of a node. */
    static boolean holds(Pod pod) {
        return node(pod).isPresent() && !requested(pod).isEmpty();
    }

    /**
     * What a pod counts for, by the scheduler's rule (Kubernetes documentation, "Sidecar Containers", resource
     * sharing): its containers and sidecars together, or the init container that needs most beside the sidecars before
     * it, whichever is more.
     */
    private static long requested(PodSpec spec, String resource) {
        long sidecars = 0;
        long starting = 0;
        for (var init : orEmpty(spec.getInitContainers())) {
            long own = requested(init, resource);
            starting = Math.max(starting, sidecars + own);
            if ("Always".equals(init.getRestartPolicy())) {
                sidecars += own;
            }
        }
        long running = orEmpty(spec.getContainers()).stream()
                .mapToLong(container -> requested(container, resource))
                .sum();
        return Math.max(starting, sidecars + running);
    }

    /** A limit stands for the request that is not given. */
    private static long requested(Container container, String resource) {
        var resources = container.getResources();
        if (resources == null) {
            return 0;
        }
        return count(resources.getRequests(), resource)
                .or(() -> count(resources.getLimits(), resource))
                .orElse(0L);
    }

    static Optional<Long> count(Map<String, Quantity> quantities, String resource) {
        return Optional.ofNullable(quantities)
                .map(present -> present.get(resource))
                .map(quantity -> quantity.getNumericalAmount().longValue());
    }

    private static List<Container> orEmpty(List<Container> containers) {
        return containers == null ? List.of() : containers;
    }
}
