package ai.llmd.wva.declaration.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/crd.md that says what the API server refuses to the schema. */
class RefusalDocumentTest {
    /** A list of profiles is refused where it is empty, under the name of what holds it. */
    private static final Set<String> BY_ANOTHER_NAME = Set.of("accelerators");

    private final Set<String> validated = new TreeSet<>();
    private final Set<String> messages = new TreeSet<>();

    @Test
    void everyFieldThatTheSchemaRestrictsHasARow() throws IOException {
        collect("spec", spec());
        var table = table();

        assertThat(validated).contains("drainWithin", "alpha", "mode", "name");
        assertThat(validated)
                .filteredOn(name -> !BY_ANOTHER_NAME.contains(name))
                .allSatisfy(name -> assertThat(table).containsPattern("`" + name + "\\b"));
    }

    @Test
    void everyMessageOfARuleIsThere() throws IOException {
        collect("spec", spec());
        var table = table();

        assertThat(messages)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(table).contains("`" + message + "`"));
    }

    private void collect(String name, JSONSchemaProps schema) {
        if (restricts(schema)) {
            validated.add(name);
        }
        schema.getXKubernetesValidations().stream()
                .map(ValidationRule::getMessage)
                .forEach(messages::add);
        if (schema.getRequired() != null) {
            validated.addAll(schema.getRequired());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach(this::collect);
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            collect(name, schema.getItems().getSchema());
        }
    }

    /** Types and lengths beyond any use are refused in the same words everywhere. */
    private static boolean restricts(JSONSchemaProps schema) {
        return schema.getPattern() != null
                || schema.getMinimum() != null
                || schema.getMaximum() != null
                || schema.getMinLength() != null
                || schema.getMinItems() != null
                || !schema.getEnum().isEmpty();
    }

    private static JSONSchemaProps spec() throws IOException {
        try (var file = Files.newInputStream(Path.of("deploy/crd/llmd.ai_variantautoscalings.yaml"))) {
            CustomResourceDefinition definition = new KubernetesSerialization().unmarshal(file);
            return definition
                    .getSpec()
                    .getVersions()
                    .get(0)
                    .getSchema()
                    .getOpenAPIV3Schema()
                    .getProperties()
                    .get("spec");
        }
    }

    private static String table() throws IOException {
        var page = Files.readString(Path.of("docs/crd.md"));
        return page.substring(page.indexOf("## What the API server refuses"));
    }
}
