package ai.llmd.wva.kubernetes;

import static ai.llmd.wva.kubernetes.Nodes.A100;
import static ai.llmd.wva.kubernetes.Nodes.MI300X;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSpecBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The devices that variants may share out, by example. */
class NodeCapacityTest {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();

    /** Pods whose names begin with "our" are replicas of variants. */
    private SortedMap<String, Long> devices() {
        var whole = NodeCapacity.of(
                nodes.stream(),
                pods.stream(),
                pod -> pod.getMetadata().getName().startsWith("our"));
        var slim = NodeCapacity.of(
                nodes.stream().map(Slim::node),
                pods.stream().map(Slim::podWithDevices),
                pod -> pod.getMetadata().getName().startsWith("our"));
        assertThat(slim).as("what the cache keeps").isEqualTo(whole);
        return whole;
    }

    @Test
    void nodesOfATypeAddUp() {
        nodes.addAll(List.of(
                Nodes.ready("a", 8),
                Nodes.ready("b", 4),
                Nodes.ready("c", "amd.com", MI300X, 8),
                Nodes.ready("d", "intel.com", "Intel-Gaudi-2-96GB", 2)));

        assertThat(devices()).isEqualTo(Map.of(A100, 12L, MI300X, 8L, "Intel-Gaudi-2-96GB", 2L));
    }

    @Test
    void whatOtherPeoplesPodsHoldIsNotThere() {
        nodes.addAll(List.of(Nodes.ready("a", 8), Nodes.ready("b", 8)));
        pods.addAll(List.of(Nodes.holder("training", "a", 6), Nodes.holder("notebook", "b", 1)));

        assertThat(devices()).isEqualTo(Map.of(A100, 9L));
    }

    @Test
    void whatOurPodsHoldIsOursToShareOut() {
        nodes.add(Nodes.ready("a", 8));
        pods.addAll(List.of(
                Nodes.holder("our-1", "a", 2), Nodes.holder("our-2", "a", 2), Nodes.holder("training", "a", 1)));

        assertThat(devices()).isEqualTo(Map.of(A100, 7L));
    }

    @Test
    void aPodThatIsOverOrElsewhereOrHoldsAnotherResourceTakesNothing() {
        nodes.add(Nodes.ready("a", 8));
        var over = Nodes.holder("over", "a", 4);
        over.getStatus().setPhase("Succeeded");
        var waiting = Nodes.holder("waiting", "a", 4);
        waiting.getSpec().setNodeName(null);
        pods.addAll(List.of(over, waiting, Nodes.holder("gone", "z", 4), Nodes.holder("other", "a", "amd.com/gpu", 4)));

        assertThat(devices()).isEqualTo(Map.of(A100, 8L));
    }

    @Test
    void aPodOfOthersHoldsItsDevicesUntilItIsGone() {
        nodes.add(Nodes.ready("a", 8));
        var leaving = Nodes.holder("leaving", "a", 4);
        leaving.getMetadata().setDeletionTimestamp("2026-01-02T03:04:05Z");
        pods.add(leaving);

        assertThat(devices()).isEqualTo(Map.of(A100, 4L));
    }

    @Test
    void aNodeThatTakesNoPodsCountsForWhatOurPodsHoldThere() {
        for (var state : List.<Consumer<Node>>of(
                node -> node.setSpec(
                        new NodeSpecBuilder().withUnschedulable(true).build()),
                node -> node.getStatus().getConditions().get(1).setStatus("False"),
                node -> node.getStatus().getConditions().get(1).setStatus("Unknown"),
                node -> node.getStatus().getConditions().clear(),
                node -> node.getMetadata().setDeletionTimestamp("2026-01-02T03:04:05Z"))) {
            var shut = Nodes.ready("b", 8);
            state.accept(shut);
            var leaving = Nodes.holder("our-3", "b", 1);
            leaving.getMetadata().setDeletionTimestamp("2026-01-02T03:04:05Z");
            nodes.clear();
            pods.clear();
            nodes.addAll(List.of(Nodes.ready("a", 8), shut));
            pods.addAll(List.of(Nodes.holder("our-1", "b", 2), leaving, Nodes.holder("training", "b", 3)));

            assertThat(devices()).isEqualTo(Map.of(A100, 10L));
            nodes.remove(0);
            pods.clear();
            assertThat(devices()).as("that no pod of ours is on").isEqualTo(Map.of(A100, 0L));
        }
    }

    @Test
    void aDriverThatRestartsTakesNothingFromRunningReplicas() {
        nodes.add(Nodes.ready("a", 0));
        pods.addAll(List.of(Nodes.holder("our-1", "a", 2), Nodes.holder("training", "a", 3)));

        assertThat(devices()).isEqualTo(Map.of(A100, 2L));
    }

    @Test
    void oneNodeThatIsOverbookedTakesNothingFromAnother() {
        nodes.addAll(List.of(Nodes.ready("a", 2), Nodes.ready("b", 8)));
        pods.add(Nodes.holder("training", "a", 8));

        assertThat(devices()).isEqualTo(Map.of(A100, 8L));
    }

    @Test
    void whatNoNodeHasIsUnknownAndNotZero() {
        assertThat(devices()).isEmpty();

        nodes.add(edit(node ->
                node.editMetadata().removeFromLabels("nvidia.com/gpu.product").endMetadata()));
        nodes.add(edit(node ->
                node.editStatus().removeFromAllocatable("nvidia.com/gpu").endStatus()));
        nodes.add(edit(node ->
                node.editMetadata().addToLabels("nvidia.com/gpu.product", "").endMetadata()));
        nodes.add(Nodes.node("kind: Node\nmetadata: {name: bare}"));

        assertThat(devices()).isEmpty();
        assertThat(nodes).noneMatch(NodeFacts::hasAccelerators);
    }

    private static Node edit(UnaryOperator<NodeBuilder> change) {
        return change.apply(new NodeBuilder(Nodes.ready("n", 8))).build();
    }
}
