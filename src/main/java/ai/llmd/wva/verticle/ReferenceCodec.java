package ai.llmd.wva.verticle;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable record over as it is. */
final class ReferenceCodec<T> implements MessageCodec<T, T> {
    private static final byte USER_CODEC = -1;

    private final String name;

    ReferenceCodec(String name) {
        this.name = name;
    }

    @Override
    public void encodeToWire(Buffer buffer, T record) {
        throw new UnsupportedOperationException(name + " never leaves the process");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException(name + " never leaves the process");
    }

    @Override
    public T transform(T record) {
        return record;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte systemCodecID() {
        return USER_CODEC;
    }
}
