package ai.llmd.wva.loadgen;

import ai.llmd.wva.engine.Patience.Awaited;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** One request, from sending to its outcome in the listener. Times are taken from the moment it is due to leave. */
final class ChatCall {
    private static final long NO_TIMER = -1;
    private static final String EVENT_STREAM = "text/event-stream";
    private static final String JSON = "application/json";

    /** What became of it. */
    enum Ending {
        ANSWERED,
        /** It came to nothing, and the same request may fare better later. */
        WORTH_A_RETRY,
        FAILED
    }

    private final Vertx vertx;
    private final LoadSettings settings;
    private final CallListener listener;
    private final DoubleSupplier clockMillis;
    private final Consumer<Ending> onEnd;
    private final double startMillis;

    private Optional<HttpClientRequest> request = Optional.empty();
    private double lastTokenMillis = Double.NaN;
    private boolean ended;
    private long timer = NO_TIMER;
    private long patienceTimer = NO_TIMER;

    ChatCall(
            Vertx vertx,
            LoadSettings settings,
            CallListener listener,
            DoubleSupplier clockMillis,
            double startMillis,
            Consumer<Ending> onEnd) {
        this.vertx = vertx;
        this.settings = settings;
        this.listener = listener;
        this.clockMillis = clockMillis;
        this.startMillis = startMillis;
        this.onEnd = onEnd;
    }

    /** Sends it for a client that gives up after {@code patienceMillis}; infinite for one that never does. */
    void send(HttpClient client, String path, Buffer body, double patienceMillis) {
        if (patienceMillis < Long.MAX_VALUE) {
            patienceTimer = vertx.setTimer(Math.max(1, Math.round(patienceMillis)), id -> giveUp());
        }
        timer = vertx.setTimer(settings.timeout().toMillis(), id -> fail(Failure.TIMEOUT));
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(settings.url().getHost())
                .setPort(settings.port())
                .setSsl(settings.isTls())
                .setURI(path)
                .putHeader("Content-Type", "application/json");
        client.request(options)
                .onFailure(cause -> fail(Failure.connecting(cause)))
                .onSuccess(connected -> send(connected, body));
    }

    private void send(HttpClientRequest connected, Buffer body) {
        if (ended) {
            connected.reset();
            return;
        }
        request = Optional.of(connected);
        connected.send(body).onFailure(cause -> fail(Failure.broken(cause))).onSuccess(this::answered);
    }

    private void answered(HttpClientResponse response) {
        if (ended) {
            return;
        }
        response.exceptionHandler(cause -> fail(Failure.broken(cause)));
        if (response.statusCode() != 200) {
            response.body()
                    .onFailure(cause -> fail(Failure.broken(cause)))
                    .onSuccess(body -> refused(response.statusCode(), body));
        } else if (isForeign(response)) {
            fail(Failure.foreign(contentType(response), wanted()));
        } else if (settings.streamed()) {
            var reader = new StreamReader(this::token);
            response.handler(reader::accept).endHandler(end -> streamEnded(reader));
        } else {
            response.body().onFailure(cause -> fail(Failure.broken(cause))).onSuccess(this::wholeAnswer);
        }
    }

    private boolean isForeign(HttpClientResponse response) {
        var type = contentType(response);
        return !type.isEmpty() && !type.equals(settings.streamed() ? EVENT_STREAM : JSON);
    }

    private String wanted() {
        return settings.streamed() ? "a stream (" + EVENT_STREAM + ")" : JSON;
    }

    /** Without its parameters; empty where the server does not say. */
    private static String contentType(HttpClientResponse response) {
        var type = Objects.requireNonNullElse(response.getHeader("Content-Type"), "");
        var parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private void token() {
        if (ended) {
            return;
        }
        var nowMillis = clockMillis.getAsDouble();
        if (Double.isNaN(lastTokenMillis)) {
            if (settings.habits().patience().awaited() == Awaited.FIRST_TOKEN) {
                vertx.cancelTimer(patienceTimer);
            }
            listener.firstToken(nowMillis - startMillis);
        } else {
            listener.nextToken(nowMillis - lastTokenMillis);
        }
        lastTokenMillis = nowMillis;
    }

    private void refused(int status, Buffer body) {
        var detail = "";
        try {
            if (new JsonObject(body).getValue("error") instanceof JsonObject error) {
                detail = error.getString("message", "");
            }
        } catch (DecodeException | ClassCastException e) {
            // not every server explains itself in JSON; the status says enough then
            detail = "";
        }
        fail(Failure.status(status, detail));
    }

    private void streamEnded(StreamReader reader) {
        if (reader.error().isPresent()) {
            fail(Failure.inStream(reader.error().get()));
        } else if (reader.isGarbled()) {
            fail(Failure.badAnswer("an event is not JSON"));
        } else if (!reader.isDone()) {
            fail(Failure.CUT_SHORT);
        } else {
            succeed(reader.tokens());
        }
    }

    private void wholeAnswer(Buffer body) {
        try {
            var answer = new JsonObject(body);
            if (answer.getValue("choices") instanceof JsonArray) {
                var usage = answer.getJsonObject("usage", new JsonObject());
                succeed(usage.getLong("completion_tokens", 0L));
            } else {
                fail(Failure.badAnswer("JSON without choices"));
            }
        } catch (DecodeException | ClassCastException e) {
            fail(Failure.badAnswer("not a JSON object"));
        }
    }

    private void succeed(long tokens) {
        if (end()) {
            listener.succeeded(clockMillis.getAsDouble() - startMillis, tokens);
            onEnd.accept(Ending.ANSWERED);
        }
    }

    private void fail(Failure failure) {
        if (end()) {
            listener.failed(failure);
            hangUp();
            onEnd.accept(failure.passing() ? Ending.WORTH_A_RETRY : Ending.FAILED);
        }
    }

    private void giveUp() {
        if (end()) {
            listener.gaveUp();
            hangUp();
            onEnd.accept(Ending.WORTH_A_RETRY);
        }
    }

    /** Ends it without an outcome. */
    void cancel() {
        if (end()) {
            hangUp();
        }
    }

    /** Whatever is still coming is not wanted; the server learns it by the closed connection. */
    private void hangUp() {
        request.ifPresent(HttpClientRequest::reset);
    }

    /** True the first time. */
    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        vertx.cancelTimer(timer);
        vertx.cancelTimer(patienceTimer);
        return true;
    }
}
