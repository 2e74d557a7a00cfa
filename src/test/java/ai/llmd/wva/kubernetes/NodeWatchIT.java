package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.declaration.NodeDevices;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accelerators counted from nodes and pods of a real API server. Nodes have no namespace: each test has a device type.
 */
class NodeWatchIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NVIDIA = "nvidia.com";

    private final Cluster cluster = Cluster.create("nodes");
    private final String type = "Device-" + cluster.namespace();
    private final AtomicInteger changes = new AtomicInteger();
    private final List<HasMetadata> clusterWide = new ArrayList<>();
    private ClusterWatch watch;

    @AfterEach
    void stop() {
        watch.close();
        clusterWide.forEach(one -> cluster.client().resource(one).delete());
    }

    /** In both cases other people's pods are in a namespace where no variants are looked for, or might be. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsWhatOtherPeoplesPodsLeave(boolean oneNamespaceOnly) throws Exception {
        watch(cluster.client(), oneNamespaceOnly ? List.of(cluster.namespace()) : List.of());
        assertThat(devices()).as("no node has any").isEmpty();

        addNode("a", 8);
        addNode("b", 8);
        awaitDevices(16);

        var elsewhere = cluster.plane().createNamespace("training");
        bind(create(pod("training", elsewhere, 3)), "a");
        awaitDevices(13);

        finish("training", elsewhere);
        awaitDevices(16);
    }

    @Test
    void whatOurReplicasHoldIsOursAndStaysOursOnACordonedNode() throws Exception {
        watch(cluster.client(), List.of());
        addNode("a", 8);
        addNode("b", 4);
        cluster.createVariant("vllme");
        cluster.client().resource(deployment("vllme", 2, 2)).create();
        await().atMost(SOON).until(() -> podsOf("vllme").size() == 2);
        bind(podsOf("vllme").get(0), "a");
        bind(podsOf("vllme").get(1), "b");
        bind(create(pod("training", cluster.namespace(), 1)), "b");
        awaitDevices(11);

        cordon("b");
        awaitDevices(10);

        cluster.client()
                .apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withName("vllme")
                .scale(0);
        gone(podsOf("vllme"));
        awaitDevices(8);
    }

    @Test
    void aNodeThatChangesOrGoesIsAChangeAndAHeartbeatIsNone() throws Exception {
        watch(cluster.client(), List.of());
        addNode("a", 8);
        awaitDevices(8);
        int before = changes.get();

        status(
                "a",
                "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"lastHeartbeatTime\": \"%s\"}]}}"
                        .formatted("2026-01-02T03:04:05Z"));
        status("a", "{\"status\": {\"allocatable\": {\"cpu\": \"8\"}, \"nodeInfo\": {\"kernelVersion\": \"6\"}}}");
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> changes.get() == before);

        status("a", "{\"status\": {\"allocatable\": {\"nvidia.com/gpu\": \"7\"}}}");
        awaitDevices(7);
        assertThat(changes.get()).isGreaterThan(before);

        status("a", "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"Unknown\"}]}}");
        awaitDevices(0);

        cluster.client().nodes().withName(name("a")).delete();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(devices()).as("unknown again").isEmpty());
    }

    @Test
    void withoutTheRightToReadNodesTheRestGoesOn() throws Exception {
        addNode("a", 8);
        allow("reader", "pods, configmaps", "deployments, statefulsets", "horizontalpodautoscalers");
        try (var client = new KubernetesClientBuilder()
                .withConfig(cluster.plane().configFor(cluster.namespace(), "default"))
                .build()) {
            watch(client, List.of());
            assertThat(watch.synced()).isTrue();
            cluster.createVariant("vllme");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    watch.snapshot().variants().get(new VariantId(cluster.namespace(), "vllme")))
                            .isNotNull()
                            .satisfies(
                                    variant -> assertThat(variant.target()).isInstanceOf(TargetState.Missing.class)));
            assertThat(watch.snapshot().nodes()).isEqualTo(NodeDevices.UNKNOWN);
            int before = changes.get();

            allow("nodes", "nodes", "deployments", "horizontalpodautoscalers");
            awaitDevices(8);
            await().atMost(SOON).until(() -> changes.get() > before);
            watch.close();
        }
    }

    @Test
    void nodesAreNotLookedAtUnlessAskedFor() throws Exception {
        addNode("a", 8);
        watch = new ClusterWatch(
                cluster.client(), new ClusterWatch.Options(cluster.namespace(), List.of(), Set.of("costs")));
        watch.start().toCompletableFuture().get(30, TimeUnit.SECONDS);

        assertThat(watch.snapshot().nodes()).isEqualTo(NodeDevices.NOT_FOLLOWED);
    }

    private void watch(KubernetesClient client, List<String> namespaces) throws Exception {
        watch = new ClusterWatch(
                client,
                new ClusterWatch.Options(cluster.namespace(), namespaces, Optional.empty(), Set.of("costs"), true));
        watch.onChange(changes::incrementAndGet);
        watch.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private OptionalLong devices() {
        if (watch.snapshot().nodes() instanceof NodeDevices.Known known) {
            var devices = known.byType().get(type);
            return devices == null ? OptionalLong.empty() : OptionalLong.of(devices);
        }
        throw new AssertionError("nodes are not known: " + watch.snapshot().nodes());
    }

    private void awaitDevices(long expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(devices()).hasValue(expected));
    }

    private String name(String node) {
        return cluster.namespace() + "-" + node;
    }

    private void addNode(String node, int devices) {
        var declared = Nodes.ready(name(node), NVIDIA, type, devices);
        clusterWide.add(cluster.client().resource(declared).create());
        status(node, cluster.client().getKubernetesSerialization().asJson(new Status(declared.getStatus())));
    }

    private record Status(Object status) {}

    private void status(String node, String patch) {
        cluster.client()
                .nodes()
                .withName(name(node))
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
    }

    private void cordon(String node) {
        cluster.client()
                .nodes()
                .withName(name(node))
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"unschedulable\":true}}");
    }

    private Pod pod(String name, String namespace, int devices) {
        var pod = Nodes.holder(name, "", NVIDIA + "/gpu", devices);
        pod.getMetadata().setNamespace(namespace);
        pod.getSpec().setNodeName(null);
        pod.getSpec().getContainers().get(0).setImage("none");
        return pod;
    }

    private Pod create(Pod pod) {
        return cluster.client().resource(pod).create();
    }

    private HasMetadata deployment(String name, int replicas, int devices) {
        return cluster.client().getKubernetesSerialization().unmarshal("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s, namespace: %2$s}
            spec:
              replicas: %3$d
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec:
                  containers: [{name: server, image: none, resources: {limits: {nvidia.com/gpu: %4$d}}}]
            """.formatted(
                        name, cluster.namespace(), replicas, devices));
    }

    private List<Pod> podsOf(String app) {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("app", app)
                .list()
                .getItems();
    }

    private void bind(Pod pod, String node) {
        var namespace = pod.getMetadata().getNamespace();
        var binding = new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(namespace)
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName(name(node))
                .endTarget()
                .build();
        cluster.client().bindings().inNamespace(namespace).resource(binding).create();
    }

    private void finish(String pod, String namespace) {
        cluster.client()
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"status\": {\"phase\": \"Succeeded\"}}");
    }

    /** No kubelet is there to end them. */
    private void gone(List<Pod> pods) {
        pods.forEach(pod -> cluster.client().resource(pod).withGracePeriod(0).delete());
    }

    /** Lets the namespace's default ServiceAccount read these resources everywhere. */
    private void allow(String name, String core, String apps, String autoscaling) {
        createClusterWide("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: %s}
            rules:
              - {apiGroups: [llmd.ai], resources: [variantautoscalings], verbs: [get, list, watch]}
              - {apiGroups: [""], resources: [%s], verbs: [get, list, watch]}
              - {apiGroups: [apps], resources: [%s], verbs: [get, list, watch]}
              - {apiGroups: [autoscaling], resources: [%s], verbs: [get, list, watch]}
            """.formatted(name(name), core, apps, autoscaling));
        createClusterWide("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: %1$s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
            subjects: [{kind: ServiceAccount, name: default, namespace: %2$s}]
            """.formatted(name(name), cluster.namespace()));
    }

    private void createClusterWide(String yaml) {
        HasMetadata object = cluster.client().getKubernetesSerialization().unmarshal(yaml);
        clusterWide.add(cluster.client().resource(object).create());
    }
}
