package ai.llmd.wva.journal;

import ai.llmd.wva.model.VariantId;
import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Records as JSON and back, to equality: components by name, absent ones left out, alternatives of a sealed interface
 * by their name. What it does not know it does not read, and what is missing is an error, but for
 * {@link LaterComponents}.
 */
final class RecordJson {
    /** Grows whenever a file that was written before could be read wrongly. */
    static final int FORMAT = 1;

    /** Tells which alternative of a sealed interface an object is. */
    private static final String ALTERNATIVE = "is";

    private static final Set<Class<?>> MAY_BE_ABSENT =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private static final JsonMapper MAPPER = mapper();
    private static final ObjectWriter LINES = MAPPER.writerFor(JournalLine.class);
    private static final ObjectReader LINE = MAPPER.readerFor(JournalLine.class);

    private RecordJson() {}

    private static JsonMapper mapper() {
        var keys = new SimpleModule().addKeyDeserializer(VariantId.class, new VariantKey());
        var builder = JsonMapper.builder()
                .annotationIntrospector(new RecordAnnotations())
                .changeDefaultVisibility(visible -> visible.withIsGetterVisibility(Visibility.NONE))
                .addModule(keys)
                .injectableValues(LaterComponents.values())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        for (var type : MAY_BE_ABSENT) {
            builder.withConfigOverride(
                    type,
                    override -> override.setInclude(JsonInclude.Value.construct(
                            JsonInclude.Include.NON_EMPTY, JsonInclude.Include.USE_DEFAULTS)));
        }
        return builder.build();
    }

    /** A line as UTF-8, with its end. */
    static byte[] bytes(JournalLine line) {
        return (LINES.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Any record as a tree. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** @throws JacksonException where the tree is not such a record */
    static <T> T value(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }

    /** @throws JacksonException where the text is no JSON */
    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** @throws JacksonException where the text is no line of a journal */
    static JournalLine line(String text) {
        return LINE.readValue(text);
    }

    /** Namespaces have no slash. */
    private static final class VariantKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws JacksonException {
            int slash = key.indexOf('/');
            if (slash < 0) {
                return context.handleWeirdKey(VariantId.class, key, "it is not namespace/name");
            }
            return new VariantId(key.substring(0, slash), key.substring(slash + 1));
        }
    }

    private static final class RecordAnnotations extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        /** What an older version did not write yet. */
        @Override
        public JacksonInject.Value findInjectableValue(MapperConfig<?> config, AnnotatedMember member) {
            return member instanceof AnnotatedParameter parameter
                            && parameter.getMember() instanceof Constructor<?> constructor
                            && isCanonical(constructor)
                    ? LaterComponents.find(parameter.getDeclaringClass(), parameter.getIndex())
                            .map(name -> JacksonInject.Value.construct(name, true, null))
                            .orElse(null)
                    : null;
        }

        /** Others of a record are no way to read it, and would become one by this. */
        private static boolean isCanonical(Constructor<?> constructor) {
            var type = constructor.getDeclaringClass();
            return type.isRecord()
                    && Arrays.equals(
                            constructor.getParameterTypes(),
                            Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getType)
                                    .toArray());
        }

        /** What is missing is an error, and never 0 or null. */
        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return !MAY_BE_ABSENT.contains(member.getRawType());
        }

        @Override
        public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            var declared = super.findPolymorphicTypeInfo(config, annotated);
            if (declared != null
                    || !(annotated instanceof AnnotatedClass)
                    || !annotated.getRawType().isSealed()) {
                return declared;
            }
            return JsonTypeInfo.Value.construct(
                    JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, ALTERNATIVE, null, false, true, null);
        }
    }
}
