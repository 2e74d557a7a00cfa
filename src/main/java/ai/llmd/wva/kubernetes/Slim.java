package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Copies of watched objects with nothing in them but what this room reads. The originals stay as they are. */
final class Slim {
    /** A container for each set of devices that pods ask for, of which there are few: pods share them. */
    private static final Map<SortedMap<String, Long>, Container> HOLDERS = new ConcurrentHashMap<>();

    private Slim() {}

    static VariantAutoscaling variant(VariantAutoscaling resource) {
        var copy = new VariantAutoscaling();
        copy.setMetadata(identity(resource)
                .withCreationTimestamp(resource.getMetadata().getCreationTimestamp())
                .withGeneration(resource.getMetadata().getGeneration())
                .withLabels(resource.getMetadata().getLabels())
                .withAnnotations(annotations(resource))
                .build());
        copy.setSpec(resource.getSpec());
        copy.setStatus(resource.getStatus());
        return copy;
    }

    /** Of the annotations those that are read; another may be as long as the resource. */
    private static Map<String, String> annotations(VariantAutoscaling resource) {
        var annotations = resource.getMetadata().getAnnotations();
        if (annotations == null) {
            return Map.of();
        }
        var read = new TreeMap<String, String>();
        for (var name : List.of(VariantAutoscaling.FREEZE_ANNOTATION, VariantAutoscaling.RESET_PROFILE_ANNOTATION)) {
            if (annotations.containsKey(name)) {
                read.put(name, annotations.get(name));
            }
        }
        return read;
    }

    static Deployment deployment(Deployment deployment) {
        var spec = deployment.getSpec();
        var status = deployment.getStatus();
        return new DeploymentBuilder()
                .withMetadata(identity(deployment).build())
                .withNewSpec()
                .withReplicas(spec == null ? null : spec.getReplicas())
                .withSelector(spec == null ? null : spec.getSelector())
                .withTemplate(spec == null ? null : TargetPods.slim(spec.getTemplate()))
                .endSpec()
                .withNewStatus()
                .withReplicas(status == null ? null : status.getReplicas())
                .withReadyReplicas(status == null ? null : status.getReadyReplicas())
                .endStatus()
                .build();
    }

    static StatefulSet statefulSet(StatefulSet set) {
        var spec = set.getSpec();
        var status = set.getStatus();
        return new StatefulSetBuilder()
                .withMetadata(identity(set).build())
                .withNewSpec()
                .withReplicas(spec == null ? null : spec.getReplicas())
                .withSelector(spec == null ? null : spec.getSelector())
                .withTemplate(spec == null ? null : TargetPods.slim(spec.getTemplate()))
                .endSpec()
                .withNewStatus()
                .withReplicas(status == null ? null : status.getReplicas())
                .withReadyReplicas(status == null ? null : status.getReadyReplicas())
                .endStatus()
                .build();
    }

    /** Labels stay whole only where a selector may need them: on pods that nothing, or a strange kind, controls. */
    static Pod pod(Pod pod) {
        var metadata = identity(pod)
                .withCreationTimestamp(pod.getMetadata().getCreationTimestamp())
                .withDeletionTimestamp(pod.getMetadata().getDeletionTimestamp());
        var owner = Ownership.controller(pod.getMetadata());
        if (owner.isPresent()) {
            metadata.withOwnerReferences(owner.get());
            if (Ownership.isCustom(pod)) {
                metadata.withLabels(pod.getMetadata().getLabels());
            }
            Ownership.podTemplateHash(pod.getMetadata())
                    .ifPresent(hash -> metadata.addToLabels(Ownership.POD_TEMPLATE_HASH, hash));
        } else {
            metadata.withLabels(pod.getMetadata().getLabels());
        }
        var status = pod.getStatus();
        return new PodBuilder()
                .withMetadata(metadata.build())
                .withNewStatus()
                .withPhase(status == null ? null : status.getPhase())
                .withConditions(PodReadiness.condition(pod).map(List::of).orElseGet(List::of))
                .endStatus()
                .build();
    }

    /** The accelerators that all containers together take are kept as one container's. */
    static Pod podWithDevices(Pod pod) {
        var slim = pod(pod);
        var devices = PodDevices.requested(pod);
        if (devices.isEmpty()) {
            return slim;
        }
        var spec = new PodSpec();
        spec.setNodeName(pod.getSpec().getNodeName());
        spec.setContainers(List.of(HOLDERS.computeIfAbsent(devices, Slim::holder)));
        slim.setSpec(spec);
        return slim;
    }

    private static Container holder(SortedMap<String, Long> devices) {
        var requests = new TreeMap<String, Quantity>();
        devices.forEach((resource, count) -> requests.put(resource, new Quantity(Long.toString(count))));
        return new ContainerBuilder()
                .withNewResources()
                .withRequests(requests)
                .endResources()
                .build();
    }

    static Node node(Node node) {
        var labels = new TreeMap<String, String>();
        var allocatable = new TreeMap<String, Quantity>();
        for (var vendor : Vendors.ALL) {
            NodeFacts.type(node, vendor).ifPresent(type -> labels.put(Vendors.productLabel(vendor), type));
            NodeFacts.allocatable(node, vendor)
                    .ifPresent(count -> allocatable.put(Vendors.resource(vendor), new Quantity(Long.toString(count))));
        }
        var conditions = NodeFacts.ready(node).stream()
                .map(ready -> new NodeConditionBuilder()
                        .withType(ready.getType())
                        .withStatus(ready.getStatus())
                        .build())
                .toList();
        return new NodeBuilder()
                .withMetadata(identity(node)
                        .withLabels(labels)
                        .withDeletionTimestamp(node.getMetadata().getDeletionTimestamp())
                        .build())
                .withNewSpec()
                .withUnschedulable(
                        node.getSpec() == null ? null : node.getSpec().getUnschedulable())
                .endSpec()
                .withNewStatus()
                .withAllocatable(allocatable)
                .withConditions(conditions)
                .endStatus()
                .build();
    }

    static ConfigMap configMap(ConfigMap configMap) {
        return new ConfigMapBuilder()
                .withMetadata(identity(configMap).build())
                .withData(configMap.getData())
                .build();
    }

    static ObjectMetaBuilder identity(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        return new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion());
    }
}
