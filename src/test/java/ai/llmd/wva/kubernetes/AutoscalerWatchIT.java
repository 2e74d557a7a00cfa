package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Autoscalers of a real API server, with and without the right to read them. */
class AutoscalerWatchIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Cluster cluster = Cluster.create("autoscalers");
    private final AtomicInteger changes = new AtomicInteger();
    private ClusterWatch watch;

    @AfterEach
    void stop() {
        if (watch != null) {
            watch.close();
        }
    }

    @Test
    void seesAnAutoscalerAppearChangeAndVanish() throws Exception {
        watch(cluster.client());
        cluster.createVariant("vllme");
        create(deployment());
        await().atMost(SOON).until(() -> target().isPresent());
        assertThat(target().orElseThrow().autoscaler()).isEmpty();
        assertThat(target().orElseThrow().autoscalersUnread()).isEmpty();

        create(autoscaler("hpa"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(rules()).isPresent();
            assertThat(rules().orElseThrow().steering().flatMap(DecisionMetric::variant))
                    .contains("vllme");
            assertThat(rules().orElseThrow().scaleUpTolerance()).isEmpty();
        });

        int before = changes.get();
        cluster.client()
                .resources(HorizontalPodAutoscaler.class)
                .inNamespace(cluster.namespace())
                .withName("hpa")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"maxReplicas\": 7, \"behavior\": {\"scaleUp\": {\"tolerance\": \"0\"}}}}");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(autoscaler().map(Autoscaler::maxReplicas)).contains(7);
            assertThat(rules().orElseThrow().scaleUpTolerance())
                    .as("the API server keeps and answers what is to be set")
                    .hasValue(0);
        });
        assertThat(changes.get()).isGreaterThan(before);

        create(autoscaler("another"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(rules().map(AutoscalerRules::rivals)).contains(List.of("hpa")));

        delete("another");
        delete("hpa");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(target().orElseThrow().autoscaler()).isEmpty());
    }

    @Test
    void withoutTheRightTheRestGoesOnUntilItIsGranted() throws Exception {
        allow("reader", "llmd.ai", "variantautoscalings");
        allow("core", "\"\"", "pods, configmaps");
        allow("apps", "apps", "deployments, statefulsets");
        cluster.createVariant("vllme");
        create(deployment());
        try (var client = new KubernetesClientBuilder()
                .withConfig(cluster.plane().configFor(cluster.namespace(), "default"))
                .build()) {
            watch(client);
            assertThat(watch.synced()).isTrue();
            await().atMost(SOON).until(() -> target().isPresent());
            assertThat(target().orElseThrow().autoscaler()).isEmpty();
            assertThat(target().orElseThrow().autoscalersUnread()).contains("HorizontalPodAutoscalers cannot be read");
            int before = changes.get();

            allow("autoscaling", "autoscaling", "horizontalpodautoscalers");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(target().orElseThrow().autoscalersUnread())
                            .isEmpty());
            await().atMost(SOON).until(() -> changes.get() > before);
            create(autoscaler("hpa"));
            await().atMost(SOON).until(() -> autoscaler().isPresent());
            watch.close();
        }
    }

    /** What the status tells of several autoscalers, as the real controller has it. */
    @Test
    void ofSeveralAutoscalersKubernetesLetsNoneScaleTheTarget() {
        create(deployment());
        create(autoscaler("one"));
        create(autoscaler("two"));

        for (var name : List.of("one", "two")) {
            await().atMost(SOON).until(() -> reasons(name).contains("AmbiguousSelector"));
        }
    }

    private List<String> reasons(String autoscaler) {
        var status = cluster.client()
                .resources(HorizontalPodAutoscaler.class)
                .inNamespace(cluster.namespace())
                .withName(autoscaler)
                .get()
                .getStatus();
        return status == null
                ? List.of()
                : status.getConditions().stream()
                        .map(HorizontalPodAutoscalerCondition::getReason)
                        .toList();
    }

    private void watch(KubernetesClient client) throws Exception {
        watch = new ClusterWatch(
                client, new ClusterWatch.Options(cluster.namespace(), List.of(cluster.namespace()), Set.of("costs")));
        watch.onChange(changes::incrementAndGet);
        watch.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Optional<TargetState.Found> target() {
        return Optional.ofNullable(watch.snapshot().variants().get(new VariantId(cluster.namespace(), "vllme")))
                .filter(variant -> variant.target() instanceof TargetState.Found)
                .map(variant -> (TargetState.Found) variant.target());
    }

    private Optional<Autoscaler> autoscaler() {
        return target().flatMap(TargetState.Found::autoscaler);
    }

    private Optional<AutoscalerRules> rules() {
        return autoscaler().flatMap(Autoscaler::rules);
    }

    private String deployment() {
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: vllme, namespace: %s}
            spec:
              replicas: 1
              selector: {matchLabels: {app: vllme}}
              template:
                metadata: {labels: {app: vllme}}
                spec: {containers: [{name: server, image: none}]}
            """.formatted(cluster.namespace());
    }

    private String autoscaler(String name) {
        return """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: %s, namespace: %s}
            spec:
              maxReplicas: 5
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: vllme}
              metrics:
                - type: External
                  external:
                    metric:
                      name: inferno_desired_replicas
                      selector: {matchLabels: {variant_name: vllme}}
                    target: {type: AverageValue, averageValue: "1"}
            """.formatted(name, cluster.namespace());
    }

    /** Lets the namespace's default ServiceAccount read these resources in its namespace. */
    private void allow(String name, String group, String resources) {
        create("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: %s, namespace: %s}
            rules:
              - {apiGroups: [%s], resources: [%s], verbs: [list, watch]}
            """.formatted(name, cluster.namespace(), group, resources));
        create("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: %1$s, namespace: %2$s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
            subjects: [{kind: ServiceAccount, name: default, namespace: %2$s}]
            """.formatted(name, cluster.namespace()));
    }

    private void create(String yaml) {
        HasMetadata object = cluster.client().getKubernetesSerialization().unmarshal(yaml);
        cluster.client().resource(object).create();
    }

    private void delete(String autoscaler) {
        cluster.client()
                .resources(HorizontalPodAutoscaler.class)
                .inNamespace(cluster.namespace())
                .withName(autoscaler)
                .delete();
    }
}
