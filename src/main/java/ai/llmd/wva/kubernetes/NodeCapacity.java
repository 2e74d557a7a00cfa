package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Counts the devices that our variants may share out. A node gives what is allocatable less what other people's pods on
 * it request. A node that takes no new pods (not ready, cordoned, on its way out) gives no more than our pods there
 * hold, and no node gives less than that: a driver that restarts makes its node report 0 for some seconds, which is no
 * reason to send running replicas away.
 */
final class NodeCapacity {
    private final Map<String, Long> ours = new HashMap<>();
    private final Map<String, Long> others = new HashMap<>();

    private NodeCapacity() {}

    /**
     * Devices by type. A type that no node has is not in it: that is unknown, not zero, for its nodes may be made on
     * demand.
     *
     * @param pods all that may be bound to the nodes
     * @param our whether a pod is a replica of one of our variants
     */
    static SortedMap<String, Long> of(Stream<Node> nodes, Stream<Pod> pods, Predicate<Pod> our) {
        var capacity = new NodeCapacity();
        pods.forEach(pod -> capacity.take(pod, our));
        var devices = new TreeMap<String, Long>();
        nodes.forEach(node -> capacity.add(node, devices));
        return devices;
    }

    /** A replica of ours that is on its way out has a successor already: its devices are free again soon. */
    private void take(Pod pod, Predicate<Pod> our) {
        var node = PodDevices.node(pod);
        var requested = node.isPresent() ? PodDevices.requested(pod) : Map.<String, Long>of();
        if (requested.isEmpty()) {
            return;
        }
        boolean isOurs = our.test(pod);
        if (isOurs && pod.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        var held = isOurs ? ours : others;
        requested.forEach((resource, count) -> held.merge(key(node.orElseThrow(), resource), count, Long::sum));
    }

    private void add(Node node, SortedMap<String, Long> devices) {
        for (var vendor : Vendors.ALL) {
            var resource = Vendors.resource(vendor);
            var type = NodeFacts.type(node, vendor);
            var allocatable = NodeFacts.allocatable(node, vendor);
            if (type.isPresent() && allocatable.isPresent()) {
                var key = key(node.getMetadata().getName(), resource);
                long free = NodeFacts.takesPods(node) ? allocatable.get() - others.getOrDefault(key, 0L) : 0;
                devices.merge(type.get(), Math.max(Math.max(free, 0), ours.getOrDefault(key, 0L)), Long::sum);
            }
        }
    }

    private static String key(String node, String resource) {
        return node + "/" + resource;
    }
}
