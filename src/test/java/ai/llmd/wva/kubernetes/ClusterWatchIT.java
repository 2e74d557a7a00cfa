package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch on a real API server, with the real Deployment and ReplicaSet controllers behind the targets. */
class ClusterWatchIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Cluster cluster = Cluster.create("watch");
    private final AtomicInteger changes = new AtomicInteger();
    private ClusterWatch watch;

    @BeforeEach
    void start() throws Exception {
        watch = new ClusterWatch(
                cluster.client(),
                new ClusterWatch.Options(cluster.namespace(), List.of(cluster.namespace()), Set.of("costs", "absent")));
        watch.onChange(changes::incrementAndGet);
        watch.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void seesAVariantItsTargetItsPodsAndItsAutoscaler() {
        assertThat(watch.synced()).isTrue();
        assertThat(watch.snapshot().variants()).isEmpty();

        cluster.createVariant("vllme");
        awaitVariant(
                "vllme",
                new TargetState.Missing("Deployment vllme does not exist in namespace " + cluster.namespace()));

        apply("Deployment", "vllme", 2);
        await().atMost(SOON).untilAsserted(() -> assertThat(pods("vllme")).hasSize(2));
        autoscale("Deployment", "vllme");
        var since = Instant.parse("2026-01-02T03:04:05Z");
        var first = pods("vllme").get(0).name();
        ready(first, since);

        await().atMost(SOON).untilAsserted(() -> {
            var found = (TargetState.Found) variant("vllme").target();
            assertThat(variant("vllme").role()).isEqualTo(Role.DECODE);
            assertThat(found.template().arguments().maxNumSeqs()).hasValue(32);
            assertThat(found.declaredReplicas()).isEqualTo(2);
            assertThat(found.currentReplicas()).isEqualTo(2);
            assertThat(found.readyReplicas()).isEqualTo(1);
            assertThat(found.pods())
                    .filteredOn(pod -> pod.name().equals(first))
                    .singleElement()
                    .satisfies(pod -> {
                        assertThat(pod.readySince()).contains(since);
                        assertThat(pod.created()).isPresent();
                    });
            assertThat(found.autoscaler().map(Autoscaler::name)).contains("vllme-hpa");
        });
        assertThat(changes.get()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aStatefulSetIsATargetToo() {
        apply("StatefulSet", "server", 1);
        create("server", "scaleTargetRef: {kind: StatefulSet, name: server}");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(variant("server").target()).isInstanceOf(TargetState.Found.class);
            assertThat(variant("server").currentReplicas()).isEqualTo(1);
            assertThat(variant("server").role()).isEqualTo(Role.DECODE);
            assertThat(pods("server")).extracting(PodInfo::name).containsExactly("server-0");
        });
    }

    @Test
    void anotherKindOfTargetIsRefusedInWords() {
        create("daemon", "scaleTargetRef: {kind: DaemonSet, name: daemon}");

        awaitVariant(
                "daemon",
                new TargetState.Missing("scaleTargetRef apps/v1 DaemonSet is not supported:"
                        + " the target must be an apps/v1 Deployment or StatefulSet, or of a kind that"
                        + " another API group defines with a scale"));
    }

    @Test
    void aPodWithoutAControllerJoinsBySelector() {
        apply("Deployment", "vllme", 0);
        cluster.createVariant("vllme");
        cluster.client().resource(pod("loose", "vllme")).create();
        cluster.client().resource(pod("other", "somebody-else")).create();

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(pods("vllme")).extracting(PodInfo::name).containsExactly("loose"));
    }

    @Test
    void aVariantThatIsDeletedIsGone() {
        cluster.createVariant("vllme");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watch.snapshot().variants()).hasSize(1));

        cluster.variant("vllme").delete();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watch.snapshot().variants()).isEmpty());
    }

    @Test
    void oneOfSeveralControllersSeesWhatIsLabelledForIt() throws Exception {
        var options = new ClusterWatch.Options(
                cluster.namespace(), List.of(cluster.namespace()), Optional.of("blue"), Set.of(), false);
        try (var blue = new ClusterWatch(cluster.client(), options)) {
            blue.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
            cluster.createVariant("vllme");
            cluster.createVariant("other");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(watch.snapshot().variants()).hasSize(2));
            assertThat(blue.snapshot().variants()).isEmpty();

            cluster.variant("vllme").edit(one -> labelled(one, "blue"));
            var id = new VariantId(cluster.namespace(), "vllme");
            await().atMost(SOON).until(() -> blue.variant(id).isPresent());
            assertThat(blue.snapshot().variants()).hasSize(1);

            cluster.variant("vllme").edit(one -> labelled(one, "green"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(blue.snapshot().variants()).isEmpty());
        }
    }

    private static VariantAutoscaling labelled(VariantAutoscaling variant, String instance) {
        variant.getMetadata().setLabels(Map.of(VariantAutoscaling.INSTANCE_LABEL, instance));
        return variant;
    }

    @Test
    void whatDoesNotConcernAVariantIsNoChange() {
        cluster.createVariant("vllme");
        await().atMost(SOON).until(() -> changes.get() == 1);

        apply("Deployment", "unrelated", 1);
        cluster.variant("vllme")
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"suggestedWeight\":50}}");
        cluster.variant("vllme")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}");
        configMap("other", Map.of("a", "b"));
        cluster.variant("vllme").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"maxReplicas\":3}}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(variant("vllme").maxReplicas()).hasValue(3));
        await().atMost(SOON).until(() -> changes.get() >= 2);
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> changes.get() == 2);
    }

    @Test
    void theAnnotationThatFreezesAVariantIsSeenWhenItComesAndWhenItGoes() {
        cluster.createVariant("vllme");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watch.snapshot().variants()).hasSize(1));

        annotate("wva.llmd.ai/freeze", "\"true\"");
        await().atMost(SOON).until(() -> variant("vllme").handling().frozen());
        annotate("wva.llmd.ai/freeze", "null");
        await().atMost(SOON).until(() -> !variant("vllme").handling().frozen());
    }

    @Test
    void whatIsLearnedIsOfferedAgainUntilTheServersAreOthersOrItsOwnerHasItForgotten() {
        apply("Deployment", "vllme", 1);
        cluster.createVariant("vllme");
        await().atMost(SOON).until(() -> variant("vllme").podTemplate().hash().isPresent());
        var hash = variant("vllme").podTemplate().hash();
        var learned = new LearnedProfile("A100", 20, 0.4, OptionalDouble.empty(), 99, 0.75, hash, Optional.empty());
        cluster.variant("vllme").subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), """
            {"status": {"profile": {"accelerator": "A100", "source": "observed", "alpha": "20", "beta": "0.4",
              "samples": 99, "confidence": "0.75", "templateHash": "%s"}}}
            """.formatted(
                        hash.orElseThrow()));
        await().atMost(SOON).until(() -> variant("vllme").learned().equals(Optional.of(learned)));

        deployment("{replicas: 2, template: {metadata: {annotations: {a: b}}}}");
        await().atMost(SOON)
                .until(() ->
                        variant("vllme").target() instanceof TargetState.Found found && found.declaredReplicas() == 2);
        assertThat(variant("vllme").learned()).contains(learned);

        deployment("{template: {spec: {containers: [{name: server, image: another}]}}}");
        await().atMost(SOON).until(() -> !variant("vllme").podTemplate().hash().equals(hash));
        assertThat(variant("vllme").learned()).isEmpty();

        deployment("{template: {spec: {containers: [{name: server, image: none}]}}}");
        await().atMost(SOON).until(() -> variant("vllme").learned().isPresent());
        annotate("wva.llmd.ai/reset-profile", "\"1\"");
        await().atMost(SOON).until(() -> variant("vllme").learned().isEmpty());
    }

    @Test
    void readsTheConfigMapsByTheirNames() {
        assertThat(watch.snapshot().configMaps()).isEmpty();

        configMap("costs", Map.of("A100", "{\"cost\": 40}"));
        configMap("other", Map.of("a", "b"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watch.snapshot().configMaps())
                        .isEqualTo(Map.of("costs", Map.of("A100", "{\"cost\": 40}"))));

        configMap("costs", Map.of("L4", "{\"cost\": 5}"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(watch.snapshot().configMaps().get("costs")).containsOnlyKeys("L4"));

        cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName("costs")
                .delete();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watch.snapshot().configMaps()).isEmpty());
    }

    private void awaitVariant(String name, TargetState target) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(watch.snapshot().variants()).containsKey(new VariantId(cluster.namespace(), name));
            assertThat(variant(name).target()).isEqualTo(target);
        });
    }

    private Variant variant(String name) {
        return watch.snapshot().variants().get(new VariantId(cluster.namespace(), name));
    }

    private List<PodInfo> pods(String variant) {
        return variant(variant) != null && variant(variant).target() instanceof TargetState.Found found
                ? found.pods()
                : List.of();
    }

    private void create(String name, String spec) {
        var resource = Samples.resource(Samples.YAML + "  " + spec);
        resource.getMetadata().setName(name);
        resource.getMetadata().setNamespace(cluster.namespace());
        resource.getMetadata().setUid(null);
        cluster.client().resource(resource).create();
    }

    private void apply(String kind, String name, int replicas) {
        HasMetadata workload = cluster.client().getKubernetesSerialization().unmarshal("""
            apiVersion: apps/v1
            kind: %1$s
            metadata: {name: %2$s, namespace: %3$s}
            spec:
              replicas: %4$d
              selector: {matchLabels: {app: %2$s}}
              template:
                metadata: {labels: {app: %2$s, llm-d.ai/role: decode}}
                spec: {containers: [{name: server, image: none, args: [--max-num-seqs=32]}]}
            """.formatted(
                        kind, name, cluster.namespace(), replicas));
        cluster.client().resource(workload).create();
    }

    private void autoscale(String kind, String name) {
        HasMetadata autoscaler =
                cluster.client().getKubernetesSerialization().unmarshal("""
                    apiVersion: autoscaling/v2
                    kind: HorizontalPodAutoscaler
                    metadata: {name: %2$s-hpa, namespace: %3$s}
                    spec:
                      maxReplicas: 5
                      scaleTargetRef: {apiVersion: apps/v1, kind: %1$s, name: %2$s}
                    """.formatted(kind, name, cluster.namespace()));
        cluster.client().resource(autoscaler).create();
    }

    private Pod pod(String name, String app) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .withLabels(Map.of("app", app))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withImage("none")
                .endContainer()
                .endSpec()
                .build();
    }

    private void ready(String pod, Instant since) {
        var patch = """
            {"status": {"phase": "Running", "conditions": [
              {"type": "Ready", "status": "True", "lastTransitionTime": "%s"}]}}
            """.formatted(since);
        cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
    }

    private void annotate(String name, String value) {
        cluster.variant("vllme")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + name + "\":" + value + "}}}");
    }

    private void deployment(String spec) {
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withName("vllme")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "spec: " + spec);
    }

    private void configMap(String name, Map<String, String> data) {
        var configMap = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withData(data)
                .build();
        cluster.client().resource(configMap).createOr(operation -> operation.update());
    }
}
