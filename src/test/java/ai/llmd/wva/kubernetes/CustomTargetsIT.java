package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets of kinds that have a scale and are not Kubernetes' own, on a real API server. */
class CustomTargetsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Cluster cluster = Cluster.create("custom");
    private ClusterWatch watch;

    @BeforeEach
    void define() {
        apply(definition("leaderworkerset.x-k8s.io", "LeaderWorkerSet", "leaderworkersets", ".status.hpaPodSelector"));
        apply(definition("wva.example.com", "Pool", "pools", ".status.selector"));
    }

    @AfterEach
    void stop() {
        if (watch != null) {
            watch.close();
        }
    }

    private static String definition(String group, String kind, String plural, String selector) {
        return """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %3$s.%1$s}
            spec:
              group: %1$s
              scope: Namespaced
              names: {kind: %2$s, plural: %3$s}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                  subresources:
                    status: {}
                    scale:
                      specReplicasPath: .spec.replicas
                      statusReplicasPath: .status.replicas
                      labelSelectorPath: %4$s
            """.formatted(group, kind, plural, selector);
    }

    @Test
    void aLeaderWorkerSetCountsItsGroups() throws Exception {
        variant("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet");
        create("""
            apiVersion: leaderworkerset.x-k8s.io/v1
            kind: LeaderWorkerSet
            metadata: {name: llm, namespace: NAMESPACE}
            spec:
              replicas: 2
              leaderWorkerTemplate:
                size: 4
                workerTemplate:
                  spec:
                    containers: [{name: server, image: none, resources: {limits: {nvidia.com/gpu: 8}}}]
            """);
        // the set's own controller makes one of that name for the leaders; each makes another for its workers
        leaders("llm", "llm");
        leaders("llm-0", "llm-workers");
        watch(cluster.client());

        await().atMost(SOON).until(() -> names().contains("llm-0"));
        assertThat(target().declaredReplicas()).isEqualTo(2);
        assertThat(target().template().devices()).as("of a whole group").hasValue(32);
        assertThat(names()).as("leaders only").allMatch(name -> name.matches("llm-\\d"));
        assertThat(target().autoscaler()).isEmpty();

        assertThat(new ScaleWriter(cluster.client()).scale(variant(), before -> before + 1))
                .isEqualTo(new ScaleWrite.Done(2, 3));
        await().atMost(SOON).until(() -> target().declaredReplicas() == 3);

        create("""
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: hpa, namespace: NAMESPACE}
            spec:
              maxReplicas: 5
              scaleTargetRef: {apiVersion: leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet, name: llm}
              metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
            """);
        await().atMost(SOON)
                .until(() -> target().autoscaler().map(Autoscaler::name).equals(Optional.of("hpa")));
    }

    @Test
    void anyKindWithAScaleIsATargetWhosePodsItsSelectorFinds() throws Exception {
        watch(cluster.client());
        variant("wva.example.com/v1", "Pool");
        await().atMost(SOON)
                .until(() ->
                        missing().filter(why -> why.contains("does not exist")).isPresent());

        create("""
            apiVersion: wva.example.com/v1
            kind: Pool
            metadata: {name: llm, namespace: NAMESPACE}
            spec: {replicas: 3}
            """);
        cluster.client()
                .genericKubernetesResources("wva.example.com/v1", "Pool")
                .inNamespace(cluster.namespace())
                .withName("llm")
                .editStatus(pool -> {
                    pool.setAdditionalProperty(
                            "status", Map.of("replicas", 2, "readyReplicas", 1, "selector", "app in (pool)"));
                    return pool;
                });
        create(replicaSet("one", "pool"));
        create(replicaSet("two", "other"));

        await().atMost(SOON)
                .until(() -> found().filter(one -> one.pods().size() == 1).isPresent());
        assertThat(names()).allMatch(name -> name.startsWith("one-"));
        assertThat(target().declaredReplicas()).isEqualTo(3);
        assertThat(target().currentReplicas()).isEqualTo(2);
        assertThat(target().readyReplicas()).isEqualTo(1);

        cluster.client()
                .genericKubernetesResources("wva.example.com/v1", "Pool")
                .inNamespace(cluster.namespace())
                .withName("llm")
                .delete();
        await().atMost(SOON).until(() -> missing().isPresent());
    }

    @Test
    void withoutTheRightTheTargetIsMissingAndTheRestGoesOn() throws Exception {
        allow("base", "llmd.ai", "variantautoscalings", "list, watch");
        allow("core", "\"\"", "pods, configmaps", "list, watch");
        allow("apps", "apps", "deployments, statefulsets", "list, watch");
        allow("autoscaling", "autoscaling", "horizontalpodautoscalers", "list, watch");
        variant("wva.example.com/v1", "Pool");
        create("""
            apiVersion: wva.example.com/v1
            kind: Pool
            metadata: {name: llm, namespace: NAMESPACE}
            spec: {replicas: 3}
            """);
        try (var client = new KubernetesClientBuilder()
                .withConfig(cluster.plane().configFor(cluster.namespace(), "default"))
                .build()) {
            watch(client);
            assertThat(watch.synced()).isTrue();
            await().atMost(SOON)
                    .until(() -> missing()
                            .equals(Optional.of("Pool llm cannot be read: the API server knows no"
                                    + " pools.wva.example.com, or does not allow the"
                                    + " controller to list and watch them")));

            allow("pools", "wva.example.com", "pools", "list, watch");
            await().atMost(SOON).until(() -> found().isPresent());
            watch.close();
        }
    }

    private void watch(KubernetesClient client) throws Exception {
        watch = new ClusterWatch(
                client, new ClusterWatch.Options(cluster.namespace(), List.of(cluster.namespace()), Set.of("costs")));
        watch.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Variant variant() {
        return watch.snapshot().variants().get(new VariantId(cluster.namespace(), "vllme"));
    }

    private Optional<TargetState> state() {
        return Optional.ofNullable(variant()).map(Variant::target);
    }

    private Optional<TargetState.Found> found() {
        return state().filter(TargetState.Found.class::isInstance).map(TargetState.Found.class::cast);
    }

    private Optional<String> missing() {
        return state().filter(TargetState.Missing.class::isInstance)
                .map(TargetState.Missing.class::cast)
                .map(TargetState.Missing::message);
    }

    private TargetState.Found target() {
        return found().orElseThrow();
    }

    private List<String> names() {
        return found().map(TargetState.Found::pods).orElse(List.of()).stream()
                .map(PodInfo::name)
                .toList();
    }

    private void variant(String apiVersion, String kind) {
        create(Samples.YAML
                        .replace("namespace: llm", "namespace: NAMESPACE")
                        .replace("  uid: u-1\n", "")
                        .replace("  generation: 3\n", "")
                + "  scaleTargetRef: {apiVersion: " + apiVersion + ", kind: " + kind + ", name: llm}\n");
    }

    private void leaders(String name, String label) {
        create("""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: %1$s, namespace: NAMESPACE}
            spec:
              replicas: 1
              serviceName: none
              selector: {matchLabels: {app: %2$s}}
              template:
                metadata: {labels: {app: %2$s}}
                spec: {containers: [{name: server, image: none}]}
            """.formatted(name, label));
    }

    private static String replicaSet(String name, String label) {
        return """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: %1$s, namespace: NAMESPACE}
            spec:
              replicas: 1
              selector: {matchLabels: {app: %2$s}}
              template:
                metadata: {labels: {app: %2$s}}
                spec: {containers: [{name: server, image: none}]}
            """.formatted(name, label);
    }

    /** Lets the namespace's default ServiceAccount do something in its namespace. */
    private void allow(String name, String group, String resources, String verbs) {
        create("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: %1$s, namespace: NAMESPACE}
            rules:
              - {apiGroups: [%2$s], resources: [%3$s], verbs: [%4$s]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: %1$s, namespace: NAMESPACE}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
            subjects: [{kind: ServiceAccount, name: default, namespace: NAMESPACE}]
            """.formatted(name, group, resources, verbs));
    }

    /** A definition that was just made is served a moment later. */
    private void create(String yaml) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> apply(yaml));
    }

    private void apply(String yaml) {
        cluster.plane().apply(Manifests.parse(yaml.replace("NAMESPACE", cluster.namespace())));
    }
}
