package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.fixture.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server accepts, completes, refuses and prints by our definition of VariantAutoscaling. */
class VariantAutoscalingSchemaIT {
    private static final ResourceDefinitionContext VARIANTS = new ResourceDefinitionContext.Builder()
            .withGroup("llmd.ai")
            .withVersion("v1alpha1")
            .withKind("VariantAutoscaling")
            .withPlural("variantautoscalings")
            .withNamespaced(true)
            .build();
    private static final String PROFILE =
            "modelProfile: {accelerators: [{acc: A100, accCount: 1, maxBatchSize: 4, %s}]}";
    private static final String DECODE = PROFILE.formatted("alpha: \"20.58\", beta: \"0.41\"");

    private static ControlPlane plane;
    private static String namespace;

    @BeforeAll
    static void start() {
        plane = ControlPlane.shared();
        namespace = plane.createNamespace("schema");
        plane.admin()
                .resource(Manifest.only("crd/llmd.ai_variantautoscalings.yaml").json())
                .serverSideApply();
        Awaitility.await("the definition is served")
                .atMost(Duration.ofSeconds(30))
                .until(() -> plane.get(path()).statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha: \"20.58\", beta: \"0.41\"",
                "alpha: \"20\", beta: \"0\"",
                "perfParms: {decodeParms: {alpha: \"1\", beta: \"2.5\"}}",
                "perfParms: {decodeParms: {alpha: \"1\", beta: \"2\"}, prefillParms: {gamma: \"5.2\", delta: \"0.1\"}}",
                "alpha: \"1\", beta: \"2\", perfParms: {prefillParms: {gamma: \"5.2\", delta: \"0.1\"}}",
                "alpha: \"1\", beta: \"2\", perfParms: {decodeParms: {}, prefillParms: {}}"
            })
    void acceptsBothFormsOfAProfile(String performance) {
        assertThatCode(() -> dryRun("modelID: m", PROFILE.formatted(performance)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gamma: \"1\"                                         | give alpha and beta, or perfParms with decodeParms",
                "alpha: \"1\"                                         | give alpha and beta, or perfParms with decodeParms",
                "perfParms: {prefillParms: {gamma: \"1\", delta: \"1\"}} | give alpha and beta, or perfParms with decodeParms",
                "perfParms: {decodeParms: {}}                         | give alpha and beta, or perfParms with decodeParms",
                "alpha: \"-1\", beta: \"0.41\"                        | accelerators[0].alpha in body should match",
                "alpha: \"1e3\", beta: \"0.41\"                       | accelerators[0].alpha in body should match",
                "alpha: \"1\", beta: \".41\"                          | accelerators[0].beta in body should match",
                "alpha: 20.58, beta: \"0.41\"                         | accelerators[0].alpha in body must be of type string",
                "perfParms: {decodeParms: {alpha: \"1\"}}             | decodeParms needs alpha and beta",
                "perfParms: {decodeParms: {alpha: \"1\", beta: \"x\"}} | decodeParms needs alpha and beta",
                "alpha: \"1\", beta: \"2\", perfParms: {prefillParms: {gamma: \"1\"}} | prefillParms needs gamma and delta",
            })
    void refusesAnIncompleteProfileAndSaysWhy(String performance, String why) {
        assertThatThrownBy(() -> dryRun("modelID: m", PROFILE.formatted(performance)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "2, 2, true",
        "1, 10, true",
        ", 3, true",
        "3, , true",
        "3, 2, false",
        "-1, , false",
        ", -1, false"
    })
    void boundsReplicasByMinimumAndMaximum(Integer minimum, Integer maximum, boolean accepted) {
        var bounds = (minimum == null ? "" : "minReplicas: " + minimum + "\n")
                + (maximum == null ? "" : "maxReplicas: " + maximum);

        if (accepted) {
            assertThatCode(() -> dryRun("modelID: m", bounds, DECODE)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> dryRun("modelID: m", bounds, DECODE))
                    .hasMessageMatching("(?s).*(minReplicas must not be above maxReplicas"
                            + "|Replicas in body should be greater than or equal to 0).*");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modelID: \"\"; modelProfile: {accelerators: [{acc: A, accCount: 1, maxBatchSize: 1, alpha: \"1\", beta: \"1\"}]} | spec.modelID",
                "modelProfile: {accelerators: [{acc: A, accCount: 1, maxBatchSize: 1, alpha: \"1\", beta: \"1\"}]} | spec.modelID",
                "modelID: m | spec.modelProfile",
                "modelID: m; modelProfile: {accelerators: []} | spec.modelProfile.accelerators",
                "modelID: m; modelProfile: {accelerators: [{acc: \"\", accCount: 1, maxBatchSize: 1, alpha: \"1\", beta: \"1\"}]} | accelerators[0].acc",
                "modelID: m; modelProfile: {accelerators: [{acc: A, accCount: 0, maxBatchSize: 1, alpha: \"1\", beta: \"1\"}]} | accelerators[0].accCount",
                "modelID: m; modelProfile: {accelerators: [{acc: A, accCount: 1, maxBatchSize: 0, alpha: \"1\", beta: \"1\"}]} | accelerators[0].maxBatchSize",
            })
    void refusesWhatIsMissingOrTooSmallAndNamesTheField(String fields, String named) {
        assertThatThrownBy(() -> dryRun(fields.split("; ", -1)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(named);
    }

    @Test
    void completesAReferenceToTheTarget() {
        var created = dryRun("modelID: m", "scaleTargetRef: {name: server}", DECODE);

        assertThat(created.<String>get("spec", "scaleTargetRef", "apiVersion")).isEqualTo("apps/v1");
        assertThat(created.<String>get("spec", "scaleTargetRef", "kind")).isEqualTo("Deployment");
    }

    @Test
    void refusesTwoProfilesOfOneAccelerator() {
        var twice = """
                modelProfile: {accelerators: [
                  {acc: A100, accCount: 1, maxBatchSize: 4, alpha: "1", beta: "1"},
                  {acc: A100, accCount: 2, maxBatchSize: 4, alpha: "1", beta: "1"}]}""";

        assertThatThrownBy(() -> dryRun("modelID: m", twice)).hasMessageContaining("Duplicate value");
    }

    @Test
    void takesAStatusWithoutReplicasAndPrintsItsColumns() {
        create("printed");

        writeStatus("printed", """
                {"status": {
                  "currentAlloc": {"accelerator": "", "numReplicas": 0, "readyReplicas": 0, "maxBatch": 4,
                    "variantCost": "0.00", "itlAverage": "0.00", "load": {"arrivalRate": "0.00"}},
                  "desiredOptimizedAlloc": {"lastRunTime": "2026-11-24T10:00:00.5Z", "accelerator": "", "numReplicas": 0},
                  "suggestedWeight": 100,
                  "conditions": [{"type": "MetricsAvailable", "status": "True", "reason": "MetricsFound", "message": "",
                    "lastTransitionTime": "2026-11-24T10:00:00Z", "observedGeneration": 1}]}}""");

        var table = plane.table(path());
        assertThat(table.columns())
                .containsExactly("NAME", "MODEL", "ACCELERATOR", "CURRENTREPLICAS", "OPTIMIZED", "METRICSREADY", "AGE");
        assertThat(table.cell("printed", "MODEL")).isEqualTo("m");
        assertThat(table.cell("printed", "ACCELERATOR")).isEmpty();
        assertThat(table.cell("printed", "CURRENTREPLICAS")).isEqualTo("0");
        assertThat(table.cell("printed", "OPTIMIZED")).isEqualTo("0");
        assertThat(table.cell("printed", "METRICSREADY")).isEqualTo("True");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"suggestedWeight\": 101}",
                "{\"currentAlloc\": {\"itlAverage\": \"NaN\"}}",
                "{\"currentAlloc\": {\"numReplicas\": -1}}",
                "{\"desiredOptimizedAlloc\": {\"lastRunTime\": \"yesterday\"}}",
                "{\"conditions\": [{\"type\": \"MetricsAvailable\", \"status\": \"Yes\", \"reason\": \"MetricsFound\", "
                        + "\"message\": \"\", \"lastTransitionTime\": \"2026-11-24T10:00:00Z\"}]}"
            })
    void refusesAStatusThatNoReaderCouldUnderstand(String status) {
        var name = "status-" + Integer.toHexString(status.hashCode());
        create(name);

        assertThatThrownBy(() -> writeStatus(name, "{\"status\": " + status + "}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("is invalid");
    }

    @Test
    void takesTheSample() {
        var sample = Manifest.only("examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml");

        var json = sample.json().replace("\"llm-d-sim\"", "\"" + namespace + "\"");

        assertThatCode(() -> plane.admin().resource(json).dryRun().create()).doesNotThrowAnyException();
    }

    private static String path() {
        return "/apis/llmd.ai/v1alpha1/namespaces/" + namespace + "/variantautoscalings";
    }

    private static GenericKubernetesResource dryRun(String... spec) {
        return plane.admin()
                .genericKubernetesResources(VARIANTS)
                .inNamespace(namespace)
                .resource(variant("tried", spec))
                .dryRun()
                .create();
    }

    private static void create(String name) {
        plane.admin()
                .genericKubernetesResources(VARIANTS)
                .inNamespace(namespace)
                .resource(variant(name, "modelID: m", DECODE))
                .create();
    }

    private static void writeStatus(String name, String json) {
        plane.admin()
                .genericKubernetesResources(VARIANTS)
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private static GenericKubernetesResource variant(String name, String... spec) {
        var yaml = "apiVersion: llmd.ai/v1alpha1\nkind: VariantAutoscaling\nmetadata: {name: " + name + "}\nspec:\n"
                + String.join("\n", spec).indent(2);
        return plane.admin().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    }
}
