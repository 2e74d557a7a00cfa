package ai.llmd.wva.serving.grpc;

/** How a call ended: those of gRPC's status codes that we answer with. */
public enum GrpcStatus {
    OK(0),
    INVALID_ARGUMENT(3),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    RESOURCE_EXHAUSTED(8),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14);

    private final int code;

    GrpcStatus(int code) {
        this.code = code;
    }

    /** Its number on the wire. */
    public int code() {
        return code;
    }
}
