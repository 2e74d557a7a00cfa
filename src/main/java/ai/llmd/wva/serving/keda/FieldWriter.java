package ai.llmd.wva.serving.keda;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a message in protobuf's wire format. What is 0, false or empty is left out, as in proto3. */
final class FieldWriter {
    private static final int TYPE_BITS = 3;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int GROUP_BITS = 7;
    private static final int GROUP_MASK = 0x7f;
    private static final int MORE = 0x80;

    private final Buffer message = Buffer.buffer();

    FieldWriter text(int number, String value) {
        return value.isEmpty() ? this : bytes(number, Buffer.buffer(value.getBytes(StandardCharsets.UTF_8)));
    }

    FieldWriter message(int number, FieldWriter value) {
        return bytes(number, value.message);
    }

    FieldWriter bool(int number, boolean value) {
        return integer(number, value ? 1 : 0);
    }

    FieldWriter integer(int number, long value) {
        if (value != 0) {
            tag(number, VARINT);
            varint(value);
        }
        return this;
    }

    FieldWriter real(int number, double value) {
        if (value != 0) {
            tag(number, FIXED_64);
            message.appendDoubleLE(value);
        }
        return this;
    }

    Buffer written() {
        return message;
    }

    private FieldWriter bytes(int number, Buffer value) {
        tag(number, BYTES);
        varint(value.length());
        message.appendBuffer(value);
        return this;
    }

    private void tag(int number, int type) {
        varint(((long) number << TYPE_BITS) | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~GROUP_MASK) != 0) {
            message.appendByte((byte) ((rest & GROUP_MASK) | MORE));
            rest >>>= GROUP_BITS;
        }
        message.appendByte((byte) rest);
    }
}
