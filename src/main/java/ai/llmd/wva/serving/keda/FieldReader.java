package ai.llmd.wva.serving.keda;

import ai.llmd.wva.serving.grpc.GrpcFailure;
import ai.llmd.wva.serving.grpc.GrpcStatus;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a message in protobuf's wire format, one after the other
 * (https://protobuf.dev/programming-guides/encoding). Every method throws GrpcFailure where the bytes are no message.
 */
final class FieldReader {
    private static final int TYPE_BITS = 3;
    private static final int TYPE_MASK = 7;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final int GROUP_BITS = 7;
    private static final int GROUP_MASK = 0x7f;
    private static final int VARINT_BITS = 64;

    private final Buffer message;
    private int at;
    private int type;

    FieldReader(Buffer message) {
        this.message = message;
    }

    /** The number of the next field, which is then to be read or skipped; 0 at the end. */
    int next() {
        if (at == message.length()) {
            return 0;
        }
        long tag = varint();
        type = (int) (tag & TYPE_MASK);
        long number = tag >>> TYPE_BITS;
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw malformed();
        }
        return (int) number;
    }

    /** The field as text. */
    String text() {
        return bytes().toString(StandardCharsets.UTF_8);
    }

    /** The field as a message, or any other string of bytes. */
    Buffer bytes() {
        if (type != BYTES) {
            throw malformed();
        }
        long length = varint();
        return take(length);
    }

    /** Leaves a field out that nobody here knows. */
    void skip() {
        switch (type) {
            case VARINT -> varint();
            case FIXED_64 -> take(Long.BYTES);
            case BYTES -> bytes();
            case FIXED_32 -> take(Integer.BYTES);
            default -> throw malformed();
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += GROUP_BITS) {
            byte group = take(1).getByte(0);
            value |= (long) (group & GROUP_MASK) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private Buffer take(long length) {
        if (length < 0 || length > message.length() - at) {
            throw malformed();
        }
        int from = at;
        at += (int) length;
        return message.slice(from, at);
    }

    private static GrpcFailure malformed() {
        return new GrpcFailure(GrpcStatus.INVALID_ARGUMENT, "the message is not one of KEDA's externalscaler.proto");
    }
}
