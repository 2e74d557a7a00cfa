package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is optional for KEDA fits the installation that it adds to. */
class KedaManifestsTest {
    private static final String SERVICE = "workload-variant-autoscaler-controller-manager-metrics-service";
    private static final int PORT = Configuration.defaults().keda().port();

    private final List<Manifest> component = Manifest.kustomize("keda");

    private static Manifest scaledObject(String sample) {
        return Manifest.read("samples/" + sample).stream()
                .filter(Manifest.kindIs("ScaledObject"))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Manifest> scaledObjects() {
        return Stream.of(scaledObject("keda-external-scaler.yaml"), scaledObject("keda-prometheus.yaml"));
    }

    private static List<JsonNode> patches(int index) {
        var patch = Manifest.only("keda/kustomization.yaml").at("/patches/" + index + "/patch");
        return new YAMLMapper().readTree(patch.asString()).valueStream().toList();
    }

    @Test
    void theComponentServesKedaAndNothingElseChanges() {
        var file = Manifest.find(component, "ConfigMap", "workload-variant-autoscaler-keda")
                .strings("/data")
                .get("wva.json");
        assertThat(ConfigurationReader.read(file)).isInstanceOfSatisfying(ConfigurationReader.Ok.class, ok -> {
            assertThat(ok.configuration().keda().enabled()).isTrue();
            assertThat(ok.configuration().keda().tls()).isTrue();
            assertThat(ok.configuration().https())
                    .isEqualTo(Configuration.defaults().https());
        });
    }

    @Test
    void thePortIsTheSameEverywhere() {
        assertThat(patches(0)).anySatisfy(patch -> {
            assertThat(patch.at("/value/name").asString()).isEqualTo("keda");
            assertThat(patch.at("/value/containerPort").intValue()).isEqualTo(PORT);
        });
        assertThat(patches(1).get(0).at("/value/port").intValue()).isEqualTo(PORT);
        assertThat(patches(1).get(0).at("/value/targetPort").asString()).isEqualTo("keda");
        var policy = Manifest.find(component, "NetworkPolicy", "workload-variant-autoscaler-allow-keda");
        assertThat(policy.at("/spec/ingress/0/ports/0/port").intValue()).isEqualTo(PORT);
        assertThat(policy.at("/spec/ingress/0/from/0/namespaceSelector/matchLabels")
                        .has("kubernetes.io/metadata.name"))
                .isTrue();
        assertThat(scaledObject("keda-external-scaler.yaml")
                        .at("/spec/triggers/0/metadata/scalerAddress")
                        .asString())
                .isEqualTo(SERVICE + ".workload-variant-autoscaler-system.svc:" + PORT);
    }

    @Test
    void everyPatchHasItsTargetInTheInstallation() {
        var installed = Manifest.kustomize("default");
        for (var patch : Manifest.only("keda/kustomization.yaml").at("/patches")) {
            var target = patch.path("target");
            assertThat(Manifest.find(
                            installed,
                            target.path("kind").asString(),
                            target.path("name").asString()))
                    .isNotNull();
        }
        assertThat(Manifest.find(installed, "Service", SERVICE)).isNotNull();
        var labels = Manifest.find(installed, "Deployment", "workload-variant-autoscaler-controller-manager")
                .strings("/spec/template/metadata/labels");
        var policy = Manifest.find(component, "NetworkPolicy", "workload-variant-autoscaler-allow-keda");
        assertThat(labels.entrySet())
                .containsAll(policy.strings("/spec/podSelector/matchLabels").entrySet());
    }

    @ParameterizedTest
    @MethodSource("scaledObjects")
    void bothSamplesScaleTheEmulatorsVariantToZeroAndKeepWhatThereIsOnFailure(Manifest sample) {
        var variant = Manifest.only("examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml");
        assertThat(sample.namespace()).isEqualTo(variant.namespace());
        assertThat(sample.at("/spec/scaleTargetRef/name").asString()).isEqualTo(variant.name());
        assertThat(sample.at("/spec/minReplicaCount").intValue()).isZero();
        // with 0 KEDA takes the target to zero at once when it cannot ask
        assertThat(sample.at("/spec/fallback/replicas").intValue()).isPositive();
        assertThat(sample.at("/spec/fallback/behavior").asString()).isEqualTo("currentReplicasIfHigher");
        var behavior = Manifest.only("samples/hpa-integration.yaml").at("/spec/behavior");
        assertThat(sample.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior"))
                .isEqualTo(behavior);
    }

    @Test
    void theExternalScalerIsToldTheVariantAndNoSeriesIsNoZero() {
        assertThat(scaledObject("keda-external-scaler.yaml").strings("/spec/triggers/0/metadata"))
                .containsEntry("variant", "vllme-deployment");
        assertThat(scaledObject("keda-prometheus.yaml").strings("/spec/triggers/0/metadata"))
                .containsAllEntriesOf(Map.of("ignoreNullValues", "false", "threshold", "1"));
    }
}
