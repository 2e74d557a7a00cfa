package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends events to a limited number of readers (server-sent events). Any thread may publish. */
public final class EventHub {
    private static final int TIMES_SILENT = 4;

    private final PageDesk desk;
    private final int maxStreams;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();

    public EventHub(PageDesk desk, int maxStreams) {
        this.desk = desk;
        this.maxStreams = maxStreams;
    }

    /** Whether somebody listens. */
    public boolean isHeard() {
        return !streams.isEmpty();
    }

    /** How many listen. */
    public int size() {
        return streams.size();
    }

    /**
     * The number of the next event; to be taken on the thread of the state, so that snapshots know what is in them.
     */
    public long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Sends an event to all. */
    public void publish(long number, String event, byte[] json) {
        var frame = EventFrame.of(number, event, json);
        streams.forEach(stream -> stream.offer(frame));
    }

    /** Says that there is nothing new; to be called at a steady pace. */
    public void alive() {
        streams.forEach(stream -> stream.alive(TIMES_SILENT));
    }

    /** Ends all streams. */
    public void close() {
        streams.forEach(EventStream::close);
    }

    RouteModule route(AccessRule access) {
        return new Route(this, access);
    }

    private Future<EventFrame> snapshot() {
        return desk.ask((state, now) ->
                EventFrame.of(numbers.get(), "fleet", state.fleet(FleetAnswers.LARGEST_PAGE, Optional.empty(), now)));
    }

    private void join(RoutingContext request) {
        if (open.incrementAndGet() > maxStreams) {
            open.decrementAndGet();
            ApiProblem.unavailable("there are " + maxStreams + " streams of events, as many as page.maxStreams allows")
                    .answer(request);
            return;
        }
        var response = request.response();
        var stream = new EventStream(response, request.vertx().getOrCreateContext(), this::snapshot);
        // once, however it ends
        request.addEndHandler(ended -> {
            streams.remove(stream);
            open.decrementAndGet();
        });
        PageHeaders.put(response);
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                // for proxies that gather what they pass on
                .putHeader("X-Accel-Buffering", "no");
        streams.add(stream);
        stream.join();
    }

    private record Route(EventHub hub, AccessRule access) implements PageRoute {
        @Override
        public List<String> paths() {
            return List.of(ApiPaths.EVENTS);
        }

        @Override
        public void answer(RoutingContext request) {
            try {
                ApiQuery.of(request);
                hub.join(request);
            } catch (ApiProblem | RuntimeException e) {
                ApiRoute.fail(request, e);
            }
        }
    }
}
