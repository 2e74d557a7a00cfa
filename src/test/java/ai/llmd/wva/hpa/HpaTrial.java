package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A case before the real controller. Each time that it reads the metric our arithmetic makes the same step from what
 * the API server says at that moment; what the controller makes of it is seen when it reads the next time.
 *
 * <p>What is scaled is a ReplicationController: the control plane of the tests runs no controller for it, so that its
 * status and its pods are as the case wants them.
 */
final class HpaTrial {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final double NANOS_PER_MILLI = 1e6;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final HpaCase one;
    private final Hpa ours;
    private final List<String> differences = new ArrayList<>();
    private final List<Integer> decisions = new ArrayList<>();
    private HpaMemory memory = HpaMemory.EMPTY;
    private OptionalInt decided = OptionalInt.empty();
    private int looks;

    HpaTrial(ControlPlane plane, String namespace, String name, HpaCase one, HpaFlags flags) {
        this.client = plane.admin();
        this.namespace = namespace;
        this.name = name;
        this.one = one;
        this.ours = new Hpa(one.spec(), flags);
    }

    void begin() {
        var target = client.resource(target()).create();
        TrialPods.create(client, namespace, name, one.pods());
        setStatus(target, one.status());
        client.resource(HpaManifest.of(one.spec(), namespace, name)).create();
    }

    /** The values of a metric of the case, for the controller that reads it now. */
    synchronized Map<String, Long> read(int metric) {
        if (metric == 0) {
            look();
        }
        var reading = one.look(looks - 1).get(metric);
        if (reading instanceof MetricReading.Total total) {
            // in two parts, which the controller adds up
            return Map.of("a", total.milli() / 3, "b", total.milli() - total.milli() / 3);
        }
        return reading instanceof MetricReading.PerPod values ? TrialPods.named(name, values.milli()) : Map.of();
    }

    private void look() {
        var target = current();
        var replicas = target.getSpec().getReplicas();
        var nowMillis = (long) (System.nanoTime() / NANOS_PER_MILLI);
        var expected = decided.orElseGet(() -> withoutLook(nowMillis));
        if (expected != replicas) {
            differences.add("look %d: %d replicas, not %d".formatted(looks, replicas, expected));
        }
        var status = target.getStatus().getReplicas();
        var step = ours.step(memory, new HpaSeen(nowMillis, replicas, status, one.pods(), one.look(looks)));
        memory = step.memory();
        decided = OptionalInt.of(step.desired());
        decisions.add(step.desired());
        looks++;
        if (one.follows() && !replicas.equals(status)) {
            setStatus(target, replicas);
        }
    }

    /** What the controller did before it read a metric for the first time: it went back to its bounds. */
    private int withoutLook(long nowMillis) {
        var inside = Math.max(one.spec().minReplicas(), Math.min(one.spec().maxReplicas(), one.replicas()));
        if (inside != one.replicas()) {
            var seen = new HpaSeen(nowMillis, one.replicas(), one.status(), one.pods(), one.look(0));
            memory = ours.step(memory, seen).memory();
        }
        return inside;
    }

    /** Waits until every reading has been acted on, and says whether both did the same each time. */
    void agrees() {
        if (isSwitchedOff()) {
            await(one.name()).atMost(LIMIT).until(() -> "ScalingDisabled".equals(reason("ScalingActive")));
            assertThat(current().getSpec().getReplicas()).isZero();
            assertThat(looks()).isZero();
            return;
        }
        await(one.name()).atMost(LIMIT).until(() -> looks() > one.looks().size());
        synchronized (this) {
            assertThat(differences).as("decided %s", decisions).isEmpty();
        }
    }

    private boolean isSwitchedOff() {
        var seen = new HpaSeen(0, one.replicas(), one.status(), one.pods(), one.look(0));
        return ours.step(HpaMemory.EMPTY, seen).why().cause() == HpaCause.SCALING_DISABLED;
    }

    @Override
    public String toString() {
        return one.name();
    }

    private synchronized int looks() {
        return looks;
    }

    private String reason(String type) {
        var autoscaler = client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName(name)
                .require();
        return autoscaler.getStatus() == null
                ? ""
                : autoscaler.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .map(HorizontalPodAutoscalerCondition::getReason)
                        .findFirst()
                        .orElse("");
    }

    private ReplicationController current() {
        return client.replicationControllers()
                .inNamespace(namespace)
                .withName(name)
                .require();
    }

    private void setStatus(ReplicationController target, int replicas) {
        client.resource(new ReplicationControllerBuilder(target)
                        .withNewStatus()
                        .withReplicas(replicas)
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private ReplicationController target() {
        return new ReplicationControllerBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(one.replicas())
                .withSelector(Map.of("app", name))
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", name))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withImage("example.invalid/server")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
