package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The samples fit together: emulator, VariantAutoscaling, autoscaler, adapter and the installed ConfigMaps. */
class SamplesTest {
    private static final String SETUP = "examples/vllm-emulator/vllme-setup/";

    private final Manifest emulator = Manifest.only(SETUP + "vllme-deployment.yaml");
    private final Manifest variant = Manifest.only(SETUP + "vllme-variantautoscaling.yaml");
    private final Manifest autoscaler = Manifest.only("samples/hpa-integration.yaml");

    @Test
    void theExampleIsTheSameByFolderAndByKustomization() {
        var files = Manifest.yamlFiles().stream()
                .filter(file -> file.startsWith(Manifest.DEPLOY.resolve(SETUP)))
                .toList();

        // kubectl apply -f FOLDER would refuse a kustomization.yaml inside
        assertThat(Manifest.kustomize("examples/vllm-emulator"))
                .extracting(Manifest::file)
                .containsExactlyInAnyOrderElementsOf(files);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains(
                        "vllme-deployment.yaml",
                        "vllme-service.yaml",
                        "vllme-servicemonitor.yaml",
                        "vllme-variantautoscaling.yaml");
    }

    @Test
    void everyNamespaceThatTheExampleUsesIsInIt() {
        var example = Manifest.kustomize("examples/vllm-emulator");
        var made = example.stream()
                .filter(Manifest.kindIs("Namespace"))
                .map(Manifest::name)
                .toList();

        assertThat(example)
                .extracting(Manifest::namespace)
                .filteredOn(name -> !name.isEmpty())
                .isSubsetOf(made);
    }

    @Test
    void theEmulatorBehavesAsItsProfileSays() {
        var environment = new TreeMap<String, String>();
        for (var variable : container().path("env")) {
            environment.put(
                    variable.path("name").asString(), variable.path("value").asString());
        }
        var profile = variant.at("/spec/modelProfile/accelerators/0");

        assertThat(environment)
                .containsEntry("MODEL_NAME", variant.at("/spec/modelID").asString())
                .containsEntry("AVG_TOKENS", "178")
                .containsEntry("TOKENS_DISTRIBUTION", "deterministic")
                .containsEntry(
                        "MAX_BATCH_SIZE",
                        String.valueOf(profile.path("maxBatchSize").intValue()));
        assertThat(Manifest.list(container().path("args")))
                .startsWith("emulator")
                .containsSequence("--alpha", profile.path("alpha").asString())
                .containsSequence("--beta", profile.path("beta").asString())
                .containsSequence("--port", "8000");
        assertThat(profile.path("alpha").asString()).isEqualTo("20.58");
        assertThat(profile.path("beta").asString()).isEqualTo("0.41");
    }

    @Test
    void theVariantNamesWhatTheConfigMapsDeclare() {
        var installed = Manifest.kustomize("default");
        var costs = Manifest.find(installed, "ConfigMap", "accelerator-unit-costs");
        var classes = Manifest.find(installed, "ConfigMap", "service-classes-config");

        assertThat(costs.strings("/data"))
                .containsKeys(
                        variant.strings("/metadata/labels").get("inference.optimization/acceleratorName"),
                        variant.at("/spec/modelProfile/accelerators/0/acc").asString());
        assertThat(classes.strings("/data"))
                .hasEntrySatisfying(
                        variant.at("/spec/sloClassRef/key").asString(),
                        yaml -> assertThat(yaml)
                                .contains("name: "
                                        + variant.at("/spec/sloClassRef/name").asString())
                                .contains(
                                        "model: " + variant.at("/spec/modelID").asString()));
    }

    @Test
    void theVariantAndTheAutoscalerScaleTheEmulator() {
        for (var target : List.of(variant.at("/spec/scaleTargetRef"), autoscaler.at("/spec/scaleTargetRef"))) {
            assertThat(Manifest.strings(target))
                    .containsEntry("apiVersion", "apps/v1")
                    .containsEntry("kind", "Deployment")
                    .containsEntry("name", "vllme-deployment");
        }
        assertThat(List.of(emulator, variant, autoscaler))
                .extracting(Manifest::namespace)
                .containsOnly("llm-d-sim");
        assertThat(emulator.name()).isEqualTo("vllme-deployment");
    }

    @Test
    void theAutoscalerFollowsTheDecisionAtOnce() {
        assertThat(autoscaler.name()).isEqualTo("vllme-deployment-hpa");
        assertThat(autoscaler.at("/spec/minReplicas").intValue()).isEqualTo(1);
        assertThat(autoscaler.at("/spec/maxReplicas").intValue()).isEqualTo(10);
        for (var direction : List.of("scaleUp", "scaleDown")) {
            var behavior = autoscaler.at("/spec/behavior/" + direction);
            assertThat(behavior.path("stabilizationWindowSeconds").intValue(-1)).isZero();
            assertThat(Manifest.strings(behavior.at("/policies/0")))
                    .containsEntry("type", "Pods")
                    .containsEntry("value", "10")
                    .containsEntry("periodSeconds", "15");
        }
        var metric = autoscaler.at("/spec/metrics/0/external");
        assertThat(metric.at("/metric/name").asString()).isEqualTo("inferno_desired_replicas");
        assertThat(Manifest.strings(metric.at("/metric/selector/matchLabels")))
                .containsOnlyKeys("variant_name")
                .containsValue(variant.name());
        assertThat(Manifest.strings(metric.path("target")))
                .containsEntry("type", "AverageValue")
                .containsEntry("averageValue", "1");
    }

    @Test
    void theSampleThatScalesToZeroDiffersOnlyInItsMinimum() {
        var toZero = Manifest.only("samples/hpa-integration-scale-to-zero.yaml");
        assertThat(toZero.at("/spec/minReplicas").intValue(-1)).isZero();

        JsonNode raised = toZero.root().deepCopy();
        ((ObjectNode) raised.path("spec")).put("minReplicas", 1);

        assertThat(raised).isEqualTo(autoscaler.root());
    }

    @Test
    void theAdapterOffersTheDecisionUnderTheVariantsNamespace() {
        var values = Manifest.only("samples/prometheus-adapter-values.yaml");
        var rule = values.at("/rules/external/0");

        assertThat(rule.path("seriesQuery").asString())
                .isEqualTo("inferno_desired_replicas{variant_name!=\"\",exported_namespace!=\"\"}");
        assertThat(rule.at("/resources/overrides/exported_namespace/resource").asString())
                .isEqualTo("namespace");
        assertThat(rule.at("/resources/overrides/variant_name/resource").asString())
                .isEqualTo("deployment");
        assertThat(rule.at("/name/as").asString()).isEqualTo("inferno_desired_replicas");
        assertThat(rule.path("metricsQuery").asString()).isEqualTo("inferno_desired_replicas{<<.LabelMatchers>>}");
        assertThat(Manifest.list(values.at("/extraArguments")))
                .containsExactly("--prometheus-ca-file=/etc/prometheus-ca/ca.crt");
        assertThat(values.at("/extraVolumes/0/configMap/name").asString()).isEqualTo("prometheus-ca");
    }

    @Test
    void prometheusFindsTheEmulatorThroughItsService() {
        var service = Manifest.only(SETUP + "vllme-service.yaml");
        var monitor = Manifest.only(SETUP + "vllme-servicemonitor.yaml");

        assertThat(service.name()).isEqualTo("vllme-service");
        assertThat(emulator.strings("/spec/template/metadata/labels").entrySet())
                .containsAll(service.strings("/spec/selector").entrySet());
        assertThat(service.at("/spec/ports/0/port").intValue()).isEqualTo(80);
        assertThat(service.at("/spec/ports/0/targetPort").asString())
                .isEqualTo(container().at("/ports/0/name").asString());
        assertThat(service.strings("/metadata/labels").entrySet())
                .containsAll(monitor.strings("/spec/selector/matchLabels").entrySet());
        assertThat(monitor.at("/spec/endpoints/0/port").asString())
                .isEqualTo(service.at("/spec/ports/0/name").asString());
        assertThat(Manifest.list(monitor.at("/spec/namespaceSelector/matchNames")))
                .containsExactly(service.namespace());
    }

    private JsonNode container() {
        return emulator.at("/spec/template/spec/containers/0");
    }
}
