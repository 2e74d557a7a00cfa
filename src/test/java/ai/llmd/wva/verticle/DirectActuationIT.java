package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.declaration.Resources;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Condition;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.kubernetes.EventRecorder;
import ai.llmd.wva.kubernetes.KubernetesReporter;
import ai.llmd.wva.kubernetes.ScaleWriter;
import ai.llmd.wva.kubernetes.StatusWriter;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Applied;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Scales of a real API server, by a controller that has the rights of the component deploy/direct-actuation, or has
 * not. 60 requests a minute take 3 replicas.
 */
@VertxTest
class DirectActuationIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Inbox<Applied> applied = new Inbox<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private ControlPlane plane;
    private String namespace;
    private KubernetesClient own;
    private ClusterWatch watch;
    private Bus bus;
    private long cycle;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        plane = ControlPlane.shared();
        plane.apply(Manifests.file("deploy/crd/llmd.ai_variantautoscalings.yaml"));
        namespace = plane.createNamespace("actuation");
        apply("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: status, namespace: NAMESPACE}
            rules:
              - {apiGroups: [llmd.ai], resources: [variantautoscalings/status], verbs: [patch]}
              - {apiGroups: [events.k8s.io], resources: [events], verbs: [create]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: status, namespace: NAMESPACE}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: status}
            subjects: [{kind: ServiceAccount, name: default, namespace: NAMESPACE}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: vllme, namespace: NAMESPACE}
            spec:
              replicas: 1
              selector: {matchLabels: {app: vllme}}
              template:
                metadata: {labels: {app: vllme}}
                spec: {containers: [{name: server, image: none}]}
            """);
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> apply(Resources.YAML
                        .replace("namespace: llm", "namespace: NAMESPACE")
                        .replace("  uid: u-1\n", "")
                        .replace("  generation: 3\n", "")));
        watch = new ClusterWatch(
                plane.admin(), new ClusterWatch.Options(namespace, List.of(namespace), Set.of("costs")));
        watch.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
        await().atMost(SOON).ignoreExceptions().until(() -> target().currentReplicas() == 1);
        own = new KubernetesClientBuilder()
                .withConfig(plane.configFor(namespace, "default"))
                .build();
        var reporter = new KubernetesReporter(
                new StatusWriter(own, watch::variant, Duration.ofMinutes(5)),
                new EventRecorder(own, "test", Duration.ofMinutes(10), Clock.systemUTC()));
        Bus.registerCodecs(vertx);
        bus = Bus.of(vertx, SOON);
        Futures.await(vertx.deployVerticle(new ActuatorVerticle(
                reporter,
                new ScaleSync(new ScaleWriter(own), ScaleRules.DEFAULT, Duration.ofHours(1)),
                registry,
                () -> true,
                Clock.systemUTC(),
                Duration.ZERO,
                SOON,
                2,
                MetricNames.INFERNO)));
        Futures.await(bus.applied().onEach(applied).completion());
    }

    @AfterEach
    void stop() {
        watch.close();
        own.close();
    }

    @Test
    void writesTheScaleOfATargetThatNoAutoscalerScales() throws Exception {
        allow();
        // the API server's own caches of roles and bindings follow a moment later
        await().atMost(SOON).untilAsserted(() -> {
            act();
            assertThat(replicas()).isEqualTo(3);
        });
        assertThat(condition().message()).startsWith("current 1, desired 3");
        assertThat(condition().reason()).isEqualTo("Progressing");
        assertThat(registry.get("wva.scale.writes").counter().count()).isEqualTo(1);
        var managers = plane.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("vllme")
                .get()
                .getMetadata()
                .getManagedFields();
        assertThat(managers).anySatisfy(one -> assertThat(one.getSubresource()).isEqualTo("scale"));

        await().atMost(SOON).until(() -> target().declaredReplicas() == 3);
        act();
        assertThat(registry.get("wva.scale.writes").counter().count()).isEqualTo(1);
    }

    @Test
    void leavesATargetToItsAutoscalerAndSaysSo() throws Exception {
        allow();
        apply("""
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: other, namespace: NAMESPACE}
            spec:
              maxReplicas: 5
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: vllme}
              metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
            """);
        await().atMost(SOON).until(() -> target().autoscaler().isPresent());
        act();

        assertThat(replicas()).isEqualTo(1);
        assertThat(condition().reason()).isEqualTo("AutoscalerConflict");
        assertThat(condition().message())
                .isEqualTo(
                        "current 1, desired 3; not scaled by the controller, since HorizontalPodAutoscaler other acts"
                                + " on the same target; delete it, or set actuation to metrics");
    }

    @Test
    void withoutTheRightItNamesTheRightAndTheComponent() throws Exception {
        act();

        assertThat(replicas()).isEqualTo(1);
        assertThat(condition().reason()).isEqualTo("ScaleForbidden");
        assertThat(condition().message())
                .isEqualTo("current 1, desired 3; not scaled, since the controller may not get and update"
                        + " deployments/scale: install the component deploy/direct-actuation");

        allow();
        await().atMost(SOON).untilAsserted(() -> {
            act();
            assertThat(replicas()).isEqualTo(3);
        });
        assertThat(condition().reason()).isEqualTo("Progressing");
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotOverwritten() throws Exception {
        allow();
        var writer = new ScaleWriter(own);
        await().atMost(SOON).until(() -> writer.scale(variant(), before -> before) instanceof ScaleWrite.Done);

        var met = writer.scale(variant(), before -> {
            plane.admin()
                    .apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName("vllme")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"replicas\": 5}}");
            return 2;
        });

        assertThat(met)
                .isInstanceOfSatisfying(
                        ScaleWrite.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ScaleWrite.Reason.CONFLICT));
        assertThat(replicas()).isEqualTo(5);

        // the Deployment's own controller writes too
        await().atMost(SOON).until(() -> writer.scale(variant(), before -> 0) instanceof ScaleWrite.Done);
        assertThat(replicas()).isZero();
        await().atMost(SOON)
                .until(() -> writer.scale(variant(), before -> before + 1).equals(new ScaleWrite.Done(0, 1)));
        plane.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("vllme")
                .delete();
        assertThat(writer.scale(variant(), before -> 2))
                .isInstanceOfSatisfying(
                        ScaleWrite.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ScaleWrite.Reason.NOT_FOUND));
    }

    /** Acts on a plan for what the cluster has now. */
    private void act() throws Exception {
        var fleet = Fleets.fleet(Fleets.SETTINGS.withActuation(ActuationMode.SCALE), variant());
        bus.plans()
                .publish(new Planner(PlanningRules.DEFAULT)
                        .plan(observation(++cycle, fleet, measured(load(60, 178))), Memory.EMPTY, WorkLimit.NONE)
                        .plan());
        applied.take();
    }

    private Variant variant() {
        return watch.snapshot().variants().get(new VariantId(namespace, "vllme"));
    }

    private TargetState.Found target() {
        return (TargetState.Found) variant().target();
    }

    private int replicas() {
        return plane.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("vllme")
                .get()
                .getSpec()
                .getReplicas();
    }

    private Condition condition() {
        return plane.admin()
                .resources(VariantAutoscaling.class)
                .inNamespace(namespace)
                .withName("vllme")
                .get()
                .getStatus()
                .condition("DesiredReached")
                .orElseThrow();
    }

    /** The component's own role, in the namespace of the test only. */
    private void allow() {
        plane.apply(Manifests.file("deploy/direct-actuation/rights.yaml")
                .only(one -> one.path("kind").asString().equals("ClusterRole")));
        apply("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: scale, namespace: NAMESPACE}
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: ClusterRole
              name: workload-variant-autoscaler-direct-actuation
            subjects: [{kind: ServiceAccount, name: default, namespace: NAMESPACE}]
            """);
    }

    private void apply(String yaml) {
        plane.apply(Manifests.parse(yaml.replace("NAMESPACE", namespace)));
    }
}
