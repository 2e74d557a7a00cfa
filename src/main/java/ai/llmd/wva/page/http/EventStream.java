package ai.llmd.wva.page.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;

/**
 * One reader of events. It begins with a snapshot; while it reads too slowly, events are left out, and it begins anew
 * when it has caught up. Used from one context.
 */
final class EventStream {
    private static final long NONE = Long.MIN_VALUE;

    private final HttpServerResponse response;
    private final Context context;
    private final Supplier<Future<EventFrame>> snapshots;
    private boolean live;
    private boolean joining;
    private boolean stuck;
    private long seen = NONE;
    private long missed = NONE;
    private int aliveSkipped;

    /**
     * A reader that has seen nothing yet.
     *
     * @param snapshots all that is known now
     */
    EventStream(HttpServerResponse response, Context context, Supplier<Future<EventFrame>> snapshots) {
        this.response = response;
        this.context = context;
        this.snapshots = snapshots;
        response.drainHandler(drained -> caughtUp());
    }

    /** Asks for a snapshot and sends it. */
    void join() {
        joining = true;
        snapshots
                .get()
                .onSuccess(frame -> context.runOnContext(go -> begin(frame)))
                .onFailure(error -> context.runOnContext(go -> close()));
    }

    private void begin(EventFrame snapshot) {
        if (missed > snapshot.number()) {
            join();
            return;
        }
        joining = false;
        live = true;
        seen = snapshot.number();
        write(snapshot);
    }

    /** Sends an event, or remembers that it was left out. From any thread. */
    void offer(EventFrame frame) {
        context.runOnContext(go -> {
            if (frame.number() <= seen) {
                return;
            }
            if (live && !response.writeQueueFull()) {
                seen = frame.number();
                write(frame);
            } else {
                missed = frame.number();
                live = false;
                stuck = !joining;
            }
        });
    }

    private void caughtUp() {
        if (stuck) {
            stuck = false;
            join();
        }
    }

    private void write(EventFrame frame) {
        if (!isGone()) {
            response.write(frame.bytes());
        }
    }

    /**
     * Tells a reader that is silent that there is nothing new, and gives up one that takes nothing any more.
     *
     * @param patience how many times in a row it may take nothing
     */
    void alive(int patience) {
        context.runOnContext(go -> {
            if (isGone()) {
                return;
            }
            if (!response.writeQueueFull()) {
                aliveSkipped = 0;
                response.write(EventFrame.ALIVE);
                caughtUp();
            } else if (++aliveSkipped >= patience) {
                response.reset();
            }
        });
    }

    private boolean isGone() {
        return response.closed() || response.ended();
    }

    /** Ends it. From any thread. */
    void close() {
        context.runOnContext(go -> {
            if (!isGone()) {
                response.end();
            }
        });
    }
}
