package ai.llmd.wva.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A JSON object put together from parts that are JSON already, so that rows are written once for all readers. */
final class ObjectJson {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ObjectJson value(String name, Object view) {
        key(name);
        bytes.writeBytes(PageJson.bytes(view));
        return this;
    }

    void array(String name, List<byte[]> elements) {
        key(name);
        bytes.write('[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(elements.get(i));
        }
        bytes.write(']');
    }

    private void key(String name) {
        bytes.write(bytes.size() == 0 ? '{' : ',');
        bytes.writeBytes(("\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
    }

    byte[] end() {
        bytes.write('}');
        return bytes.toByteArray();
    }
}
