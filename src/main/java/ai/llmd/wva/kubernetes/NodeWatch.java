package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.NodeDevices;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Watches the accelerators in the nodes and the pods that hold them. The rest of the watch does not depend on it: until
 * nodes have been read, for want of a right for example, what they have is unknown.
 */
final class NodeWatch implements AutoCloseable {
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final Watched<Node> nodes;
    private final Watched<Pod> holders;
    private final List<Watched<?>> own;
    private final Runnable onChange;

    /**
     * Makes the informers.
     *
     * @param pods a watch of all pods in the cluster that keeps the devices they hold; without one, pods that hold
     *     devices are watched by themselves
     */
    NodeWatch(Informers informers, Optional<Watched<Pod>> pods) {
        onChange = informers.onChange();
        Consumer<Throwable> onFailure = failure -> failed.complete(null);
        nodes = informers.watchAll(Reading.NODES, onFailure);
        holders = pods.orElseGet(() -> informers.watchAll(Reading.DEVICE_HOLDERS, onFailure));
        own = pods.isPresent() ? List.of(nodes) : List.of(nodes, holders);
    }

    /** Completes when nodes have been read, or could not be at the first attempt; it goes on trying then. */
    CompletionStage<Void> start() {
        var read = CompletableFuture.allOf(own.stream()
                        .map(watched -> watched.start().toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new))
                .thenRun(onChange);
        return read.applyToEither(failed, done -> null);
    }

    /**
     * The devices that these variants may share out.
     *
     * @param variants with the pods they have now
     */
    NodeDevices devices(SortedMap<VariantId, Variant> variants) {
        if (!nodes.filled() || !holders.filled()) {
            return NodeDevices.UNKNOWN;
        }
        var ours = pods(variants);
        return new NodeDevices.Known(NodeCapacity.of(
                nodes.all(),
                holders.all(),
                pod -> ours.contains(
                        key(pod.getMetadata().getNamespace(), pod.getMetadata().getName()))));
    }

    private static Set<String> pods(SortedMap<VariantId, Variant> variants) {
        var names = new HashSet<String>();
        variants.forEach((id, variant) -> Stream.of(variant.target())
                .filter(TargetState.Found.class::isInstance)
                .map(TargetState.Found.class::cast)
                .flatMap(found -> found.pods().stream())
                .forEach(pod -> names.add(key(id.namespace(), pod.name()))));
        return names;
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    @Override
    public void close() {
        own.forEach(Watched::close);
    }
}
