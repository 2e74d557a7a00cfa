package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.optimize.ResourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceReaderTest {
    private static final VariantId CHAT = new VariantId("team-a", "chat");

    @Test
    void theFleetIsWhatTheControllerWouldRead() {
        var input = Readings.good(ResourceText.GOOD);

        var fleet = input.observation().fleet();
        assertThat(fleet.accelerators().get("A100").device()).isEqualTo("NVIDIA-A100-PCIE-80GB");
        assertThat(fleet.accelerators().get("G2").unitCostCentsPerHour()).isEqualTo(23);
        assertThat(fleet.serviceClasses()).extracting(one -> one.name()).containsExactly("Premium");
        assertThat(fleet.capacity().isLimited()).isFalse();
        assertThat(fleet.settings().keepAccelerator()).isTrue();
        assertThat(input.servers()).containsExactlyInAnyOrderEntriesOf(Map.of("team-a/chat", CHAT));
        assertThat(input.live()).isTrue();
        assertThat(Words.of(input.notes())).isEmpty();
    }

    @Test
    void theLoadAndTheReplicasAreThoseOfTheStatus() {
        var input = Readings.good(ResourceText.GOOD);

        assertThat(load(input).arrivalRatePerSecond()).isCloseTo(40 / 60.0, within(1e-12));
        assertThat(load(input).inputTokens()).hasValue(20);
        assertThat(load(input).outputTokens()).hasValue(178);
        assertThat(variant(input).target()).isEqualTo(new TargetState.Found(2, 2, List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-a/chat", "chat"})
    void aDeclaredLoadGoesBeforeTheStatus(String name) {
        var input = Readings.good(ResourceText.and("kind: Loads\nloads:\n- {variant: " + name
                + ", arrivalRate: 90, avgInputTokens: 10, avgOutputTokens: 100}\n"));

        assertThat(load(input).arrivalRatePerSecond()).isCloseTo(1.5, within(1e-12));
        assertThat(load(input).outputTokens()).hasValue(100);
    }

    @Test
    void theDeploymentGoesBeforeTheStatus() {
        var input = Readings.good(
                ResourceText.and("kind: Deployment\nmetadata: {name: chat, namespace: team-a}\nspec: {replicas: 5}\n"
                        + "status: {replicas: 4, readyReplicas: 3}\n"));

        assertThat(variant(input).target()).isEqualTo(new TargetState.Found(5, 4, 3, List.of(), Optional.empty()));
    }

    @Test
    void theStageIsThatOfTheDeploymentsPodsUnlessTheResourceDeclaresOne() {
        var deployment = "kind: Deployment\nmetadata: {name: chat, namespace: team-a}\nspec: {replicas: 1, template: "
                + "{metadata: {labels: {llm-d.ai/role: prefill}}, spec: {containers: [{args: [--max-num-seqs=9]}]}}}\n";

        assertThat(variant(Readings.good(ResourceText.and(deployment))).role()).isEqualTo(Role.PREFILL);
        assertThat(((TargetState.Found) variant(Readings.good(ResourceText.and(deployment)))
                                .target())
                        .template()
                        .arguments()
                        .maxNumSeqs())
                .hasValue(9);
        var declared = ResourceText.with("  modelID:", "  role: decode\n  modelID:");
        assertThat(variant(Readings.good(declared, deployment)).role()).isEqualTo(Role.DECODE);
    }

    @Test
    void aWorkloadWithoutStatusHasWhatItAsksFor() {
        var input = Readings.good(
                ResourceText.with("  modelID:", "  scaleTargetRef: {kind: StatefulSet, name: vllm}\n  modelID:"),
                "kind: StatefulSet\nmetadata: {name: vllm, namespace: team-a}\nspec: {replicas: 3}\n");

        assertThat(variant(input).currentReplicas()).isEqualTo(3);
    }

    @Test
    void withoutAnyWordOfReplicasThereAreNone() {
        assertThat(variant(Readings.good(ResourceText.with("    numReplicas: 2\n", "")))
                        .currentReplicas())
                .isZero();
    }

    @Test
    void listsAreTakenApartAndWhatElseIsInThemIsPassedOver() {
        var list = "kind: List\nitems:\n"
                + ResourceText.GOOD
                        .lines()
                        .filter(line -> !line.equals("---"))
                        .reduce("", (text, line) -> text + "  " + line + "\n")
                        .replace("  kind: ConfigMap", "- kind: ConfigMap")
                        .replace("  apiVersion: llmd", "- apiVersion: llmd")
                + "- kind: ConfigMap\n  metadata: {name: kube-root-ca.crt, namespace: team-a}\n"
                + "- kind: Service\n  metadata: {name: chat}\n";

        assertThat(Readings.good(list).servers()).containsOnlyKeys("team-a/chat");
    }

    @Test
    void capacityIsThatOfItsConfigMap() {
        var input = Readings.good(ResourceText.and(
                "kind: ConfigMap\nmetadata: {name: accelerator-capacity}\n" + "data: {NVIDIA-A100-PCIE-80GB: '8'}\n"));

        assertThat(input.observation().fleet().capacity().devices())
                .containsExactlyInAnyOrderEntriesOf(Map.of("NVIDIA-A100-PCIE-80GB", 8L));
    }

    @Test
    void settingsAreThoseOfTheirConfigMap() {
        var input = Readings.good(ResourceText.and(
                "kind: ConfigMap\nmetadata: {name: workload-variant-autoscaler-variantautoscaling-config}\n"
                        + "data: {WVA_SCALE_TO_ZERO: 'true', GLOBAL_OPT_INTERVAL: never}\n"));

        assertThat(input.observation().fleet().settings().scaleToZero()).isTrue();
        assertThat(Words.of(input.notes())).singleElement().asString().contains("GLOBAL_OPT_INTERVAL", "never");
    }

    @Test
    void ofSeveralConfigMapsTheControllersOwnCounts() {
        var input = Readings.good(
                ResourceText.and("kind: ConfigMap\nmetadata: {name: accelerator-unit-costs, namespace: other}\n"
                        + "data: {A100: '{\"cost\": 1}'}\n"));

        assertThat(input.observation().fleet().accelerators().get("A100").unitCostCentsPerHour())
                .isEqualTo(40);
    }

    @Test
    void theNamespaceMayBeAbsentAsInAManifest() {
        var input = Readings.good(ResourceText.with("  namespace: team-a\n", ""));

        assertThat(input.servers()).containsOnlyKeys("default/chat");
    }

    @Test
    void whatTheControllerRemarksIsNoted() {
        var input = Readings.good(ResourceText.with("\"cost\": 23}", "\"cost\": 23, \"memory\": 96}"));

        assertThat(Words.of(input.notes()))
                .singleElement()
                .asString()
                .startsWith("a.json: document 1: ConfigMap accelerator-unit-costs key G2: unknown key \"memory\"");
    }

    @Test
    void aProfileThatHasNoPriceIsNotedWhereAnotherHas() {
        var profile = "- {acc: A100, accCount: 1, maxBatchSize: 4, alpha: \"20.58\", beta: \"0.41\"}";
        var input = Readings.good(ResourceText.with(profile, profile + "\n      " + profile.replace("A100", "G3")));

        assertThat(Words.of(input.notes()))
                .containsExactly("a.json: document 3: VariantAutoscaling team-a/chat: accelerator G3 is not in"
                        + " accelerator-unit-costs, so its profile is not used; did you mean G2?");
    }

    @Test
    void aReferenceToNoClassIsNoted() {
        var input = Readings.good(ResourceText.with("  modelID:", "  sloClassRef: {name: Premum}\n  modelID:"));

        assertThat(Words.of(input.notes()))
                .singleElement()
                .asString()
                .contains("sloClassRef Premum is not a service class of service-classes-config, so the targets are"
                        + " those of"
                        + " Premium; did you mean Premium?");
    }

    private static Variant variant(Input input) {
        return input.observation().fleet().variants().get(CHAT);
    }

    private static Load load(Input input) {
        return ((Measured) input.observation().measurements().get(CHAT)).load();
    }
}
