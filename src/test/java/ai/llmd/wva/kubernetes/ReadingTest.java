package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.Role;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which updates change something, and what the cache keeps. */
class ReadingTest {
    @Test
    void aVariantChangesByItsDeclarationAndNotByItsStatus() {
        var before = Samples.resource();
        var written = Samples.resource();
        written.setStatus(new VariantAutoscalingStatus(null, null, null, 50, null, null, null));
        written.getMetadata().setResourceVersion("77");
        var declared = Samples.resource(Samples.YAML.replace("generation: 3", "generation: 4"));
        var labelled = Samples.resource(Samples.YAML.replace("acceleratorName: A100", "acceleratorName: L4"));
        var frozen = Samples.resource();
        frozen.getMetadata().setAnnotations(Map.of("wva.llmd.ai/freeze", "true"));
        var reset = Samples.resource();
        reset.getMetadata().setAnnotations(Map.of("wva.llmd.ai/reset-profile", "1"));
        var noted = Samples.resource();
        noted.getMetadata().setAnnotations(Map.of("note", "long"));
        var recreated = Samples.resource(Samples.YAML.replace("u-1", "u-2"));

        assertThat(Reading.variants(Claims.none()).changed(before, written)).isFalse();
        assertThat(Reading.variants(Claims.none()).changed(before, declared)).isTrue();
        assertThat(Reading.variants(Claims.none()).changed(before, labelled)).isTrue();
        assertThat(Reading.variants(Claims.none()).changed(before, recreated)).isTrue();
        assertThat(Reading.variants(Claims.none()).changed(before, frozen)).isTrue();
        assertThat(Reading.variants(Claims.none()).changed(before, reset)).isTrue();
        assertThat(Reading.variants(Claims.none()).changed(before, noted)).isFalse();
    }

    @Test
    void aSlimVariantIsReadLikeTheWhole() {
        var whole = Samples.resource();
        whole.getMetadata().setManagedFields(List.of(new ManagedFieldsEntry()));
        whole.getMetadata().setAnnotations(Map.of("note", "long"));
        whole.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");

        var slim = Slim.variant(whole);

        assertThat(slim.getMetadata().getCreationTimestamp())
                .as("the oldest variant has a target that several name")
                .isEqualTo("2026-01-01T00:00:00Z");

        assertThat(slim.getMetadata().getManagedFields()).isEmpty();
        assertThat(slim.getMetadata().getAnnotations()).isEmpty();
        assertThat(VariantConversion.toVariant(slim, Samples.target(1, 1)))
                .isEqualTo(VariantConversion.toVariant(whole, Samples.target(1, 1)));
        assertThat(whole.getMetadata().getAnnotations()).isNotEmpty();
    }

    @Test
    void aSlimVariantKeepsTheAnnotationsThatAreRead() {
        var read = Map.of("wva.llmd.ai/freeze", "true", "wva.llmd.ai/reset-profile", "1");
        var whole = Samples.resource();
        whole.getMetadata().setAnnotations(new TreeMap<>(read));
        whole.getMetadata().getAnnotations().put("note", "long");

        var slim = Slim.variant(whole);

        assertThat(slim.getMetadata().getAnnotations()).isEqualTo(read);
        assertThat(VariantConversion.toVariant(slim, Samples.target(1, 1))
                        .handling()
                        .frozen())
                .isTrue();
    }

    @Test
    void aPodChangesWithItsReadinessAndNotWithItsHeartbeat() {
        var before = new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withNamespace("llm")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime("2026-01-02T03:04:05Z")
                .withLastProbeTime("2026-01-02T03:04:05Z")
                .endCondition()
                .endStatus()
                .build();
        var beat = new PodBuilder(before)
                .editStatus()
                .editFirstCondition()
                .withLastProbeTime("2026-01-02T03:05:05Z")
                .endCondition()
                .withHostIP("10.0.0.1")
                .endStatus()
                .build();
        var unready = new PodBuilder(before)
                .editStatus()
                .editFirstCondition()
                .withStatus("False")
                .endCondition()
                .endStatus()
                .build();

        assertThat(Reading.PODS.changed(Slim.pod(before), beat)).isFalse();
        assertThat(Reading.PODS.changed(Slim.pod(before), unready)).isTrue();
    }

    @Test
    void aPodWithDevicesChangesWithWhatItHoldsToo() {
        var before = Nodes.holder("pod", "n", 2);
        var over = Nodes.holder("pod", "n", 2);
        over.getStatus().setPhase("Failed");
        var waiting = Nodes.holder("pod", "n", 2);
        waiting.getSpec().setNodeName(null);
        var leaving = Nodes.holder("pod", "n", 2);
        leaving.getMetadata().setDeletionTimestamp("2026-01-02T03:04:05Z");
        var beat = Nodes.holder("pod", "n", 2);
        beat.getMetadata().setResourceVersion("77");
        beat.getStatus().setHostIP("10.0.0.1");

        for (var reading : List.of(Reading.PODS_WITH_DEVICES, Reading.DEVICE_HOLDERS)) {
            assertThat(reading.changed(waiting, before)).isTrue();
            assertThat(reading.changed(before, over)).isTrue();
            assertThat(reading.changed(before, leaving)).isTrue();
            assertThat(reading.changed(Slim.podWithDevices(before), beat)).isFalse();
        }
        assertThat(Reading.PODS.changed(waiting, before)).isFalse();
    }

    @Test
    void aNodeChangesWithItsAcceleratorsAndNotWithItsHeartbeat() {
        var before = Nodes.ready("n", 8);
        var beat = new NodeBuilder(before)
                .editStatus()
                .editLastCondition()
                .withLastHeartbeatTime("2026-01-02T03:09:05Z")
                .endCondition()
                .addToAllocatable("cpu", new Quantity("63"))
                .endStatus()
                .build();
        var broken = Nodes.ready("n", 7);
        var cordoned = new NodeBuilder(before)
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        var unready = Nodes.ready("n", 8);
        unready.getStatus().getConditions().get(1).setStatus("Unknown");
        var relabelled = Nodes.ready("n", "nvidia.com", "NVIDIA-A100-SXM4-80GB", 8);

        assertThat(Reading.NODES.changed(Slim.node(before), beat)).isFalse();
        for (var changed : List.of(broken, cordoned, unready, relabelled)) {
            assertThat(Reading.NODES.changed(Slim.node(before), changed)).isTrue();
        }
    }

    @Test
    void theCacheKeepsOnlyNodesWithAcceleratorsAndForThemOnlyPodsThatHoldSome() {
        var bare = Nodes.node("kind: Node\nmetadata: {name: bare}\nstatus: {allocatable: {cpu: 4}}");
        var nodes = new SlimStore<>(Reading.NODES);
        assertThat(nodes.put("bare", bare)).isNull();
        assertThat(nodes.put("n", Nodes.ready("n", 8))).isNull();
        assertThat(nodes.keySet()).containsExactly("n");
        assertThat(nodes.get("n")).isEqualTo(Slim.node(Nodes.ready("n", 8)));

        var holders = new SlimStore<>(Reading.DEVICE_HOLDERS);
        holders.put("pod", Nodes.holder("pod", "n", 2));
        var over = Nodes.holder("pod", "n", 2);
        over.getStatus().setPhase("Succeeded");
        assertThat(holders.put("pod", over))
                .as("what it was, so that the change is told")
                .isEqualTo(Slim.podWithDevices(Nodes.holder("pod", "n", 2)));
        assertThat(holders.keySet()).isEmpty();
    }

    @Test
    void aDeploymentChangesWithWhatIsReadOfItAndNotWithTheRestOfItsTemplate() {
        var before = new DeploymentBuilder()
                .withNewMetadata()
                .withName("vllme")
                .withNamespace("llm")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withReplicas(1)
                .endStatus()
                .build();
        var template = new DeploymentBuilder(before)
                .editSpec()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "vllme")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
        var stage = new DeploymentBuilder(template)
                .editSpec()
                .editTemplate()
                .withNewMetadata()
                .addToLabels("llm-d.ai/role", "decode")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
        var limited = new DeploymentBuilder(stage)
                .editSpec()
                .editTemplate()
                .withNewSpec()
                .addNewContainer()
                .withCommand("vllm", "serve")
                .withArgs("--max-num-seqs", "32")
                .withImage("vllm")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        var scaled = new DeploymentBuilder(before)
                .editStatus()
                .withReplicas(2)
                .endStatus()
                .build();

        var declared = new DeploymentBuilder(before)
                .editSpec()
                .withReplicas(2)
                .endSpec()
                .build();

        assertThat(Reading.DEPLOYMENTS.changed(before, template)).isFalse();
        assertThat(Reading.DEPLOYMENTS.changed(before, stage)).isTrue();
        assertThat(Reading.DEPLOYMENTS.changed(stage, limited)).isTrue();
        var kept = Slim.deployment(limited).getSpec().getTemplate();
        assertThat(TargetPods.read(kept))
                .isEqualTo(TargetPods.read(limited.getSpec().getTemplate()))
                .isEqualTo(new PodTemplate(
                        Optional.of(Role.DECODE),
                        new EngineArguments(OptionalInt.of(32), List.of()),
                        OptionalInt.empty(),
                        TemplateHash.of(limited.getSpec().getTemplate().getSpec())));
        assertThat(kept.getSpec().getContainers().get(0).getImage()).isNull();
        assertThat(Reading.DEPLOYMENTS.changed(before, declared)).isTrue();
        assertThat(Reading.DEPLOYMENTS.changed(before, scaled)).isTrue();
    }

    @Test
    void anAutoscalerChangesWithItsBoundsAndNotWithItsStatus() {
        var before = new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName("hpa")
                .withNamespace("llm")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", "vllme")
                .withMaxReplicas(10)
                .endSpec()
                .build();
        var reconciled = new HorizontalPodAutoscalerBuilder(before)
                .withNewStatus()
                .withCurrentReplicas(3)
                .endStatus()
                .build();
        var bounded = new HorizontalPodAutoscalerBuilder(before)
                .editSpec()
                .withMaxReplicas(5)
                .endSpec()
                .build();

        var tolerant = new HorizontalPodAutoscalerBuilder(before)
                .editSpec()
                .withNewBehavior()
                .withNewScaleUp()
                .withTolerance(new Quantity("0"))
                .endScaleUp()
                .endBehavior()
                .endSpec()
                .build();
        var windowed = new HorizontalPodAutoscalerBuilder(before)
                .editSpec()
                .withNewBehavior()
                .withNewScaleUp()
                .withStabilizationWindowSeconds(5)
                .endScaleUp()
                .endBehavior()
                .endSpec()
                .build();

        assertThat(Reading.AUTOSCALERS.changed(before, reconciled)).isFalse();
        assertThat(Reading.AUTOSCALERS.changed(before, windowed)).isFalse();
        assertThat(Reading.AUTOSCALERS.changed(before, tolerant)).isTrue();
        assertThat(Reading.AUTOSCALERS.changed(before, bounded)).isTrue();
        assertThat(Reading.AUTOSCALERS.targetKeys().apply(before)).containsExactly("llm/Deployment/vllme");
    }

    @Test
    void aConfigMapChangesWithItsData() {
        var before = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("costs")
                .withNamespace("wva")
                .endMetadata()
                .build();
        var filled = new ConfigMapBuilder(before).withData(Map.of("A100", "{}")).build();

        assertThat(Reading.CONFIG_MAPS.changed(before, before)).isFalse();
        assertThat(Reading.CONFIG_MAPS.changed(before, filled)).isTrue();
    }
}
