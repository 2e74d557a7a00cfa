package ai.llmd.wva.serving.keda;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Which ScaledObject asks.
 *
 * @param metadata of its trigger
 */
record ScaledObjectRef(String name, String namespace, Map<String, String> metadata) {
    private static final int NAME = 1;
    private static final int NAMESPACE = 2;
    private static final int METADATA = 3;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    ScaledObjectRef {
        metadata = Map.copyOf(metadata);
    }

    /** Reads one; as protobuf wants it, the last of several values of a field counts. */
    static ScaledObjectRef parse(Buffer message) {
        var name = "";
        var namespace = "";
        var metadata = new HashMap<String, String>();
        var fields = new FieldReader(message);
        for (int field = fields.next(); field != 0; field = fields.next()) {
            switch (field) {
                case NAME -> name = fields.text();
                case NAMESPACE -> namespace = fields.text();
                case METADATA -> putEntry(metadata, fields.bytes());
                default -> fields.skip();
            }
        }
        return new ScaledObjectRef(name, namespace, metadata);
    }

    private static void putEntry(Map<String, String> metadata, Buffer entry) {
        var key = "";
        var value = "";
        var fields = new FieldReader(entry);
        for (int field = fields.next(); field != 0; field = fields.next()) {
            switch (field) {
                case KEY -> key = fields.text();
                case VALUE -> value = fields.text();
                default -> fields.skip();
            }
        }
        metadata.put(key, value);
    }
}
