package ai.llmd.wva.serving.grpc;

import io.vertx.core.buffer.Buffer;
import java.util.function.UnaryOperator;

/** What answers the calls of a method, on the event loop, which it must not block. */
@FunctionalInterface
public interface GrpcMethod {

    /**
     * Answers a call, now or later.
     *
     * @throws GrpcFailure to end it with
     */
    void answer(Buffer message, GrpcCall call);

    /** Answers each call at once with one message. */
    static GrpcMethod unary(UnaryOperator<Buffer> answer) {
        return (message, call) -> {
            call.send(answer.apply(message));
            call.end();
        };
    }
}
