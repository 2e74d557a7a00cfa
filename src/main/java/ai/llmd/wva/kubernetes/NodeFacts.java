package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.util.Optional;

/** What matters of a node: its accelerators, and whether new pods can go there. */
final class NodeFacts {
    private NodeFacts() {}

    /** The device type of a vendor's accelerators in this node. */
    static Optional<String> type(Node node, String vendor) {
        return Optional.ofNullable(node.getMetadata().getLabels())
                .flatMap(labels -> Vendors.type(labels.get(Vendors.productLabel(vendor))));
    }

    /** How many of the vendor's devices pods may have; empty where none were ever reported. */
    static Optional<Long> allocatable(Node node, String vendor) {
        return node.getStatus() == null
                ? Optional.empty()
                : PodDevices.count(node.getStatus().getAllocatable(), Vendors.resource(vendor));
    }

    static boolean hasAccelerators(Node node) {
        return Vendors.ALL.stream()
                .anyMatch(vendor -> type(node, vendor).isPresent()
                        && allocatable(node, vendor).isPresent());
    }

    /** Ready, not cordoned and not being deleted. A node that never said so is not ready, as the scheduler sees it. */
    static boolean takesPods(Node node) {
        boolean cordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return !cordoned
                && node.getMetadata().getDeletionTimestamp() == null
                && ready(node)
                        .map(NodeCondition::getStatus)
                        .filter("True"::equals)
                        .isPresent();
    }

    static Optional<NodeCondition> ready(Node node) {
        return node.getStatus() == null || node.getStatus().getConditions() == null
                ? Optional.empty()
                : node.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst();
    }
}
