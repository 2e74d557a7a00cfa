package ai.llmd.wva.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The JSON of the page's answers. What is absent is left out, but null in a list; numbers have six significant digits;
 * times are whole seconds in UTC.
 */
public final class PageJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(standard -> standard.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new NumberWriter<>(Double.class, value -> value))
                    .addSerializer(Double.TYPE, new NumberWriter<>(Double.class, value -> value))
                    .addSerializer(
                            OptionalDouble.class,
                            new NumberWriter<>(OptionalDouble.class, value -> value.orElse(Double.NaN)))
                    .addSerializer(Instant.class, new TimeWriter()))
            .build();

    private PageJson() {}

    /** A record of {@code page.view} as JSON in UTF-8. */
    public static byte[] bytes(Object view) {
        return MAPPER.writeValueAsBytes(view);
    }

    private static final class NumberWriter<T> extends StdSerializer<T> {
        private static final int DIGITS = 6;
        private static final double EXACT_BELOW = 1e9;

        /** Beyond, powers of ten are no longer exact; nobody minds the digits of such a number. */
        private static final int LARGEST_POWER = 22;

        private final ToDoubleFunction<T> number;

        NumberWriter(Class<T> type, ToDoubleFunction<T> number) {
            super(type);
            this.number = number;
        }

        @Override
        public boolean isEmpty(SerializationContext context, T value) {
            return value instanceof OptionalDouble optional && optional.isEmpty();
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            double known = number.applyAsDouble(value);
            if (!Double.isFinite(known)) {
                json.writeNull();
            } else if (known == Math.rint(known) && Math.abs(known) < EXACT_BELOW) {
                json.writeNumber((long) known);
            } else {
                json.writeNumber(rounded(known));
            }
        }

        /** Much faster than by way of decimals, of which a fleet has a hundred thousand. */
        private static double rounded(double value) {
            int power = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
            if (Math.abs(power) > LARGEST_POWER) {
                return value;
            }
            var scale = Math.pow(10, Math.abs(power));
            return power >= 0 ? Math.rint(value * scale) / scale : Math.rint(value / scale) * scale;
        }
    }

    private static final class TimeWriter extends StdSerializer<Instant> {
        TimeWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
