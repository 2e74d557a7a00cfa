package ai.llmd.wva.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a line of the log as one JSON object without nesting: {@code timestamp} (ISO 8601, UTC, milliseconds),
 * {@code level}, {@code logger}, {@code thread}, {@code message}, then the line's own keys. Of an exception
 * {@code error} has class and message, unless the line says more, and {@code stack} the stack trace.
 */
public final class FlatJsonEncoder extends EncoderBase<ILoggingEvent> {
    private static final Set<String> RESERVED = Set.of("timestamp", "level", "logger", "thread", "message", "stack");
    private static final int MILLISECOND_DIGITS = 3;
    private static final byte[] NOTHING = {};

    private final JsonMapper mapper = JsonMapper.shared();
    private final DateTimeFormatter time =
            new DateTimeFormatterBuilder().appendInstant(MILLISECOND_DIGITS).toFormatter();

    @Override
    public byte[] headerBytes() {
        return NOTHING.clone();
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING.clone();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new LinkedHashMap<String, Object>();
        line.put("timestamp", time.format(Instant.ofEpochMilli(event.getTimeStamp())));
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", event.getFormattedMessage());
        event.getMDCPropertyMap().forEach((key, value) -> put(line, key, value));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> put(line, pair.key, pair.value));
        }
        var thrown = event.getThrowableProxy();
        if (thrown != null) {
            var said = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
            line.putIfAbsent("error", thrown.getClassName() + said);
            line.put("stack", ThrowableProxyUtil.asString(thrown));
        }
        return (mapper.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Map<String, Object> line, String key, Object value) {
        boolean plain = value instanceof Number || value instanceof Boolean;
        line.put(RESERVED.contains(key) ? key + "_" : key, plain ? value : String.valueOf(value));
    }
}
