package ai.llmd.wva.declaration.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The resource classes and the definition in deploy/crd say the same. */
class SchemaTest {
    private static final Map<String, Class<?>> TYPES =
            Map.of("string", String.class, "integer int32", Integer.class, "integer int64", Long.class);

    private final CustomResourceDefinition definition = read();

    @Test
    void theResourceIsTheOneDefined() {
        assertThat(CustomResource.getCRDName(VariantAutoscaling.class))
                .isEqualTo(definition.getMetadata().getName());
        assertThat(HasMetadata.getGroup(VariantAutoscaling.class))
                .isEqualTo(definition.getSpec().getGroup());
        assertThat(HasMetadata.getKind(VariantAutoscaling.class))
                .isEqualTo(definition.getSpec().getNames().getKind());
        assertThat(HasMetadata.getPlural(VariantAutoscaling.class))
                .isEqualTo(definition.getSpec().getNames().getPlural());
        assertThat(HasMetadata.getSingular(VariantAutoscaling.class))
                .isEqualTo(definition.getSpec().getNames().getSingular());
        assertThat(HasMetadata.getVersion(VariantAutoscaling.class))
                .isEqualTo(definition.getSpec().getVersions().get(0).getName());
        assertThat(CustomResource.getShortNames(VariantAutoscaling.class))
                .containsExactlyElementsOf(definition.getSpec().getNames().getShortNames());
    }

    @Test
    void everyPropertyHasAFieldAndEveryFieldAProperty() {
        var schema = definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();

        assertSame("spec", schema.getProperties().get("spec"), VariantAutoscalingSpec.class);
        assertSame("status", schema.getProperties().get("status"), VariantAutoscalingStatus.class);
    }

    private static void assertSame(String path, JSONSchemaProps schema, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            assertThat(schema.getType()).as(path).isEqualTo("array");
            assertSame(path + "[]", schema.getItems().getSchema(), generic.getActualTypeArguments()[0]);
        } else if (type instanceof ParameterizedType generic) {
            assertThat(generic.getRawType()).as(path).isEqualTo(Map.class);
            assertThat(generic.getActualTypeArguments()).as(path).containsExactly(String.class, String.class);
            assertThat(schema.getAdditionalProperties().getSchema().getType())
                    .as(path)
                    .isEqualTo("string");
        } else if (type instanceof Class<?> record && record.isRecord()) {
            assertThat(schema.getType()).as(path).isEqualTo("object");
            var components = Arrays.stream(record.getRecordComponents())
                    .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType));
            assertThat(components.keySet())
                    .as(path)
                    .containsExactlyInAnyOrderElementsOf(schema.getProperties().keySet());
            components.forEach((name, component) ->
                    assertSame(path + "." + name, schema.getProperties().get(name), component));
        } else {
            assertThat(type).as(path).isEqualTo(scalar(schema));
        }
    }

    private static Class<?> scalar(JSONSchemaProps schema) {
        return switch (schema.getType()) {
            case "boolean" -> Boolean.class;
            case "integer" -> TYPES.get("integer " + schema.getFormat());
            default -> TYPES.get(schema.getType());
        };
    }

    private static CustomResourceDefinition read() {
        try (var yaml = Files.newInputStream(Path.of("deploy/crd/llmd.ai_variantautoscalings.yaml"))) {
            return new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
