package ai.llmd.wva.serving.grpc;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call, from the caller's message to its end; on the event loop of its connection. */
public final class GrpcCall {
    static final String CONTENT_TYPE = "application/grpc";

    private static final Logger LOG = LoggerFactory.getLogger(GrpcCall.class);
    private static final long NO_ERROR = 0;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final MessageFrame frame;
    private final ReceiveBudget budget;
    private long kept;
    private Runnable onEnd = () -> {};
    private Buffer waiting;
    private boolean received;
    private boolean ended;

    GrpcCall(RoutingContext context, int maxMessageBytes, ReceiveBudget budget) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.frame = new MessageFrame(maxMessageBytes);
        this.budget = budget;
        context.addEndHandler(done -> left());
    }

    /** Reads the message, within the time, and has the method answer it. */
    void receive(GrpcMethod method, Duration within) {
        long late = context.vertx()
                .setTimer(
                        within.toMillis(),
                        tick -> fail(GrpcStatus.DEADLINE_EXCEEDED, "the message did not arrive within " + within));
        request.handler(part -> attempt(() -> keep(part)));
        request.endHandler(end -> {
            context.vertx().cancelTimer(late);
            received = true;
            giveBack();
            attempt(() -> method.answer(frame.message(), this));
        });
    }

    private void keep(Buffer part) {
        budget.take(part.length());
        kept += part.length();
        frame.add(part);
    }

    private void giveBack() {
        budget.giveBack(kept);
        kept = 0;
    }

    private void attempt(Runnable step) {
        if (ended) {
            return;
        }
        try {
            step.run();
        } catch (GrpcFailure e) {
            fail(e.status(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("cannot answer a gRPC call");
            fail(GrpcStatus.INTERNAL, "cannot answer: see the log of the controller");
        }
    }

    /** Sends a message; while the caller does not read, only the newest one waits. */
    public void send(Buffer message) {
        if (ended) {
            return;
        }
        if (response.writeQueueFull()) {
            waiting = message;
            response.drainHandler(drained -> flush());
        } else {
            write(message);
        }
    }

    private void flush() {
        if (!ended && waiting != null) {
            var message = waiting;
            waiting = null;
            write(message);
        }
    }

    private void write(Buffer message) {
        if (!response.headWritten()) {
            response.putHeader("content-type", CONTENT_TYPE);
        }
        var unused = response.write(MessageFrame.of(message));
    }

    /** Ends the call well. */
    public void end() {
        if (leave()) {
            response.putTrailer("grpc-status", Integer.toString(GrpcStatus.OK.code()));
            var unused = response.end();
        }
    }

    /** Ends the call with a status other than OK, and words for the caller. */
    public void fail(GrpcStatus status, String words) {
        if (!leave()) {
            return;
        }
        var code = Integer.toString(status.code());
        var message = StatusMessage.encode(words);
        if (response.headWritten()) {
            response.putTrailer("grpc-status", code).putTrailer("grpc-message", message);
        } else {
            response.putHeader("content-type", CONTENT_TYPE)
                    .putHeader("grpc-status", code)
                    .putHeader("grpc-message", message);
        }
        response.end().onSuccess(sent -> {
            if (!received) {
                // whatever else the caller sends is not wanted
                var unused = response.reset(NO_ERROR);
            }
        });
    }

    /** Has something done when the call is over, whoever ended it: the caller, the connection, or we. */
    public void onEnd(Runnable action) {
        onEnd = action;
    }

    private void left() {
        var unused = leave();
    }

    private boolean leave() {
        if (ended) {
            return false;
        }
        ended = true;
        waiting = null;
        giveBack();
        onEnd.run();
        return true;
    }
}
