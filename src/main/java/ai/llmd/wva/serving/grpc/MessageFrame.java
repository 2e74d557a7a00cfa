package ai.llmd.wva.serving.grpc;

import io.vertx.core.buffer.Buffer;

/** A message on the wire: a byte that says whether it is compressed, four of its length, and itself. */
final class MessageFrame {
    private static final int HEADER_BYTES = 5;
    private static final int LENGTH_AT = 1;

    private final int maxBytes;
    private final Buffer received = Buffer.buffer();

    /** Receives one message of at most that many bytes. */
    MessageFrame(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    static Buffer of(Buffer message) {
        return Buffer.buffer(HEADER_BYTES + message.length())
                .appendByte((byte) 0)
                .appendInt(message.length())
                .appendBuffer(message);
    }

    /**
     * Takes the next part, split anywhere.
     *
     * @throws GrpcFailure as soon as it cannot become a message that we read
     */
    void add(Buffer part) {
        received.appendBuffer(part);
        if (received.length() >= 1 && received.getByte(0) != 0) {
            throw new GrpcFailure(GrpcStatus.UNIMPLEMENTED, "compressed messages are not supported");
        }
        if (received.length() < HEADER_BYTES) {
            return;
        }
        long length = received.getUnsignedInt(LENGTH_AT);
        if (length > maxBytes) {
            throw new GrpcFailure(
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    "a message of " + length + " bytes is larger than " + maxBytes + " bytes");
        }
        if (received.length() > HEADER_BYTES + length) {
            throw new GrpcFailure(GrpcStatus.INTERNAL, "exactly one message is expected");
        }
    }

    /**
     * The message, when nothing more comes.
     *
     * @throws GrpcFailure if some of it is missing
     */
    Buffer message() {
        if (received.length() < HEADER_BYTES || received.length() < HEADER_BYTES + received.getUnsignedInt(LENGTH_AT)) {
            throw new GrpcFailure(GrpcStatus.INTERNAL, "the message ends too early");
        }
        return received.slice(HEADER_BYTES, received.length());
    }
}
