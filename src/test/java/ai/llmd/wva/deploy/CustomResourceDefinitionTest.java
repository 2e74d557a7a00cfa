package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The definition of VariantAutoscaling as text; what a real API server makes of it is in the integration test. */
class CustomResourceDefinitionTest {
    private final Manifest definition = Manifest.only("crd/llmd.ai_variantautoscalings.yaml");
    private final JsonNode version = definition.at("/spec/versions/0");
    private final JsonNode schema = version.at("/schema/openAPIV3Schema");

    @Test
    void namesTheResourceAsUsersKnowIt() {
        assertThat(definition.name()).isEqualTo("variantautoscalings.llmd.ai");
        assertThat(definition.at("/spec/group").asString()).isEqualTo("llmd.ai");
        assertThat(definition.at("/spec/scope").asString()).isEqualTo("Namespaced");
        assertThat(definition.at("/spec/names/kind").asString()).isEqualTo("VariantAutoscaling");
        assertThat(definition.at("/spec/names/plural").asString()).isEqualTo("variantautoscalings");
        assertThat(Manifest.list(definition.at("/spec/names/shortNames"))).containsExactly("va");
        assertThat(version.path("name").asString()).isEqualTo("v1alpha1");
        assertThat(version.at("/subresources").has("status")).isTrue();
    }

    @Test
    void printsItsColumnsInOrderAndWithoutAskingForMore() {
        var columns = new ArrayList<String>();
        for (var column : version.path("additionalPrinterColumns")) {
            columns.add(column.path("name").asString() + " "
                    + column.path("jsonPath").asString());
            assertThat(column.path("priority").intValue(0)).isZero();
        }

        assertThat(columns)
                .containsExactly(
                        "Model .spec.modelID",
                        "Accelerator .status.currentAlloc.accelerator",
                        "CurrentReplicas .status.currentAlloc.numReplicas",
                        "Optimized .status.desiredOptimizedAlloc.numReplicas",
                        "MetricsReady .status.conditions[?(@.type==\"MetricsAvailable\")].status",
                        "Age .metadata.creationTimestamp");
    }

    @Test
    void requiresAModelAndAProfile() {
        assertThat(Manifest.list(schema.path("required"))).containsExactly("spec");
        assertThat(required("spec")).containsExactly("modelID");
        assertThat(required("spec.modelProfile")).containsExactly("accelerators");
        assertThat(required("spec.modelProfile.accelerators[]"))
                .containsExactlyInAnyOrder("acc", "accCount", "maxBatchSize");
        assertThat(required("spec.scaleTargetRef")).containsExactly("name");
        assertThat(required("spec.sloClassRef")).isEmpty();
    }

    @Test
    void everyFieldIsDescribed() {
        var undescribed = new ArrayList<String>();
        walk("", schema, (path, node) -> {
            if (!path.equals("metadata")
                    && node.path("description").asString("").length() < 10) {
                undescribed.add(path);
            }
        });

        assertThat(undescribed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "currentAlloc.accelerator",
                "currentAlloc.numReplicas",
                "currentAlloc.readyReplicas",
                "currentAlloc.maxBatch",
                "currentAlloc.variantCost",
                "currentAlloc.itlAverage",
                "currentAlloc.ttftAverage",
                "currentAlloc.waitAverage",
                "currentAlloc.load.arrivalRate",
                "currentAlloc.load.avgInputTokens",
                "currentAlloc.load.avgOutputTokens",
                "currentAlloc.load.avgLength",
                "desiredOptimizedAlloc.lastRunTime",
                "desiredOptimizedAlloc.accelerator",
                "desiredOptimizedAlloc.numReplicas",
                "actuation.applied",
                "decision.reason",
                "decision.bindingConstraint",
                "decision.runnerUp",
                "decision.changesAt",
                "suggestedWeight",
                "profile.accelerator",
                "profile.source",
                "profile.alpha",
                "profile.beta",
                "profile.gamma",
                "profile.delta",
                "profile.samples",
                "profile.confidence",
                "profile.templateHash",
                "profile.resetMark",
                "conditions[].observedGeneration"
            })
    void theStatusHasAPlaceForEverythingTheControllerWrites(String field) {
        assertThat(field("status." + field).has("type")).isTrue();
    }

    @Test
    void theStatusAllowsZeroReplicasAndNoAccelerator() {
        walk("", schema.at("/properties/status"), (path, node) -> {
            if (!path.startsWith("conditions")) {
                assertThat(node.has("required")).as(path).isFalse();
                assertThat(node.has("minLength")).as(path).isFalse();
                assertThat(node.path("minimum").intValue(0)).as(path).isZero();
            }
        });
        assertThat(field("status.currentAlloc.accelerator").has("pattern")).isFalse();
        assertThat(field("status.desiredOptimizedAlloc.accelerator").has("pattern"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "spec.modelProfile.accelerators[].alpha, ^\\d+(\\.\\d+)?$",
        "spec.modelProfile.accelerators[].beta, ^\\d+(\\.\\d+)?$",
        "status.currentAlloc.itlAverage, ^\\d+(\\.\\d+)?$"
    })
    void decimalsAreStringsOfOneForm(String field, String pattern) {
        assertThat(field(field).path("type").asString()).isEqualTo("string");
        assertThat(field(field).path("pattern").asString()).isEqualTo(pattern);
    }

    @Test
    void oneConditionOfATypeAndOneProfileOfAnAccelerator() {
        assertThat(Manifest.list(field("status.conditions").path("x-kubernetes-list-map-keys")))
                .containsExactly("type");
        assertThat(Manifest.list(field("spec.modelProfile.accelerators").path("x-kubernetes-list-map-keys")))
                .containsExactly("acc");
    }

    private List<String> required(String path) {
        return Manifest.list(field(path).path("required"));
    }

    private JsonNode field(String path) {
        var node = schema;
        for (var part : path.split("\\.", -1)) {
            var name = part.replace("[]", "");
            node = node.at("/properties/" + name);
            assertThat(node.isObject()).as(path).isTrue();
            if (part.endsWith("[]")) {
                node = node.path("items");
            }
        }
        return node;
    }

    private static void walk(String path, JsonNode node, BiConsumer<String, JsonNode> visit) {
        visit.accept(path, node);
        node.path("properties")
                .properties()
                .forEach(property -> walk(
                        Stream.of(path, property.getKey())
                                .filter(part -> !part.isEmpty())
                                .reduce((a, b) -> a + "." + b)
                                .orElseThrow(),
                        property.getValue(),
                        visit));
        if (node.has("items")) {
            walk(path + "[]", node.path("items"), visit);
        }
    }
}
