package ai.llmd.wva.serving.grpc;

/** Ends a call with a status, and words for the caller. */
public final class GrpcFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final GrpcStatus status;

    public GrpcFailure(GrpcStatus status, String words) {
        // an answer like any other: nobody reads where it was made
        super(words, null, false, false);
        this.status = status;
    }

    public GrpcStatus status() {
        return status;
    }
}
