package ai.llmd.wva.serving.keda;

import ai.llmd.wva.serving.grpc.GrpcCall;
import ai.llmd.wva.serving.grpc.GrpcFailure;
import ai.llmd.wva.serving.grpc.GrpcStatus;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The StreamIsActive calls that are open: each is told at first, and whenever it changed. One whose number is unknown
 * for a while hears nothing, since silence changes nothing; one whose variant is gone ends. For one thread at a time.
 */
final class ActiveStreams {
    private final Answers answers;
    private final int most;
    private final Map<GrpcCall, Stream> open = new LinkedHashMap<>();

    private static final class Stream {
        private final ScaledObjectRef object;
        private Optional<Boolean> told = Optional.empty();

        private Stream(ScaledObjectRef object) {
            this.object = object;
        }
    }

    /**
     * None at first.
     *
     * @param most open at a time
     */
    ActiveStreams(Answers answers, int most) {
        this.answers = answers;
        this.most = most;
    }

    void open(Buffer message, GrpcCall call) {
        if (open.size() >= most) {
            throw new GrpcFailure(
                    GrpcStatus.RESOURCE_EXHAUSTED, most + " streams are open already: see keda.maxStreams");
        }
        var stream = new Stream(ScaledObjectRef.parse(message));
        Answers.variant(stream.object);
        open.put(call, stream);
        call.onEnd(() -> open.remove(call));
        tell(call, stream);
    }

    /** Tells whom it concerns what changed. */
    void refresh() {
        List.copyOf(open.entrySet()).forEach(entry -> tell(entry.getKey(), entry.getValue()));
    }

    private void tell(GrpcCall call, Stream stream) {
        boolean active;
        try {
            active = answers.active(stream.object);
        } catch (GrpcFailure e) {
            if (e.status() != GrpcStatus.UNAVAILABLE) {
                call.fail(e.status(), e.getMessage());
            }
            return;
        }
        if (stream.told.isEmpty() || stream.told.get() != active) {
            stream.told = Optional.of(active);
            call.send(Messages.active(active));
        }
    }

    /** Ends them all, so that their callers look for somebody else. */
    void close() {
        List.copyOf(open.keySet()).forEach(call -> call.fail(GrpcStatus.UNAVAILABLE, "this controller stops"));
    }

    int size() {
        return open.size();
    }
}
