package ai.llmd.wva.profile;

import ai.llmd.wva.loadgen.CallListener;
import ai.llmd.wva.loadgen.Failure;
import ai.llmd.wva.loadgen.TokenClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Requests that start at the same time, with prompts and answers of one length.
 *
 * <p>Once the last of them has its first token and before the first of them ends, the server does nothing but decode
 * exactly that batch. The counters of two readings of its metrics from that time tell the time of a step without any
 * prompt in it, and by the server's own clock. Lives on one event loop.
 */
final class SweepWave implements CallListener {
    private static final long POLL_MILLIS = 100;

    /** How often it is looked whether the server is idle. */
    private static final int IDLE_READINGS = 30;

    /** Steps that must lie between the two readings. */
    private static final int LEAST_STEPS = 8;

    private static final int STEPS_TO_SETTLE = 2;

    private final Vertx vertx;
    private final TokenClient client;
    private final Supplier<Future<EngineReading>> reader;
    private final SweepLevel level;
    private final boolean evenIfBusy;
    private final Promise<WaveResult> result = Promise.promise();
    private final List<Runnable> calls = new ArrayList<>();

    private EngineReading before;
    private EngineReading first;
    private EngineReading last;
    private double gapsOnStart = Double.NaN;
    private double runningSum;
    private int readings;
    private int mostRunning;
    private int started;
    private int ended;

    SweepWave(
            Vertx vertx,
            TokenClient client,
            Supplier<Future<EngineReading>> reader,
            SweepLevel level,
            boolean evenIfBusy) {
        this.vertx = vertx;
        this.client = client;
        this.reader = reader;
        this.level = level;
        this.evenIfBusy = evenIfBusy;
    }

    /** Sends it once the server is idle; completes when its last answer has ended, or others come. */
    Future<WaveResult> run(int answerTokens) {
        sendWhenIdle(answerTokens, IDLE_READINGS);
        return result.future();
    }

    /** A server may show the requests of the wave before for a moment. */
    private void sendWhenIdle(int answerTokens, int readingsLeft) {
        reader.get().onFailure(this::fail).onSuccess(reading -> {
            if (result.future().isComplete()) {
                return;
            }
            if (evenIfBusy || reading.running() + reading.waiting() == 0) {
                send(answerTokens, reading);
            } else if (readingsLeft > 1) {
                vertx.setTimer(POLL_MILLIS, id -> sendWhenIdle(answerTokens, readingsLeft - 1));
            } else {
                result.tryComplete(new WaveResult.Disturbed(reading.running(), reading.waiting()));
            }
        });
    }

    private void send(int answerTokens, EngineReading reading) {
        before = reading;
        for (var i = 0; i < level.requests() && !result.future().isComplete(); i++) {
            calls.add(client.ask(level.promptTokens(), answerTokens, this));
        }
        poll();
    }

    /** Hangs up, with what was measured so far. */
    void stop() {
        calls.forEach(Runnable::run);
        conclude();
    }

    private void poll() {
        if (result.future().isComplete()) {
            return;
        }
        var allStarted = started == level.requests();
        reader.get().onFailure(this::fail).onSuccess(reading -> {
            var others = reading.running() + reading.waiting() - level.requests();
            if (!evenIfBusy && others > 0) {
                makeWay(Math.min(others, reading.running()), Math.max(0, others - reading.running()));
                return;
            }
            take(reading, allStarted);
            vertx.setTimer(POLL_MILLIS, id -> poll());
        });
    }

    /** Nothing that is measured beside others counts, and they are slowed. */
    private void makeWay(int running, int waiting) {
        calls.forEach(Runnable::run);
        result.tryComplete(new WaveResult.Disturbed(running, waiting));
    }

    private void take(EngineReading reading, boolean allStarted) {
        mostRunning = Math.max(mostRunning, reading.running());
        var whole = evenIfBusy
                ? reading.running() >= level.requests()
                : reading.running() == level.requests() && reading.finished() == before.finished();
        if (allStarted && ended == 0 && whole && reading.waiting() == 0 && settled(reading)) {
            first = first == null ? reading : first;
            last = reading;
            runningSum += reading.running();
            readings++;
        }
    }

    /** The first step of a request takes in what was left of the step that it came into. */
    private boolean settled(EngineReading reading) {
        if (Double.isNaN(gapsOnStart)) {
            gapsOnStart = reading.gaps();
        }
        return reading.gaps() - gapsOnStart >= STEPS_TO_SETTLE * reading.running();
    }

    private void conclude() {
        if (first == null || last.gaps() - first.gaps() < LEAST_STEPS * runningSum / readings) {
            result.tryComplete(new WaveResult.TooShort(mostRunning));
        } else {
            result.tryComplete(new WaveResult.Measured(measured()));
        }
    }

    private LevelMeasurement measured() {
        var gaps = last.gaps() - first.gaps();
        var tokens = last.generatedTokens() - first.generatedTokens();
        // a gap between two messages of a request that holds several tokens
        var perStep = tokens > 1.1 * gaps ? tokens / gaps : 1;
        var running = runningSum / readings;
        var soFar = (first.generatedTokens() + last.generatedTokens()) / 2 - before.generatedTokens();
        return new LevelMeasurement(
                running,
                level.promptTokens(),
                level.promptTokens() + soFar / running,
                (last.gapMillis() - first.gapMillis()) / gaps / perStep,
                (first.firstTokenMillis() - before.firstTokenMillis()) / (first.firstTokens() - before.firstTokens()),
                perStep,
                Double.compare(running, 1) == 0);
    }

    private void fail(Throwable failure) {
        failed(failure.getMessage());
    }

    private void failed(String reason) {
        result.tryComplete(new WaveResult.Failed(reason));
        calls.forEach(Runnable::run);
    }

    @Override
    public void firstToken(double millis) {
        started++;
    }

    @Override
    public void nextToken(double gapMillis) {
        // the server's own clock is better
    }

    @Override
    public void succeeded(double millis, long answerTokens) {
        ended++;
        if (ended == level.requests()) {
            conclude();
        }
    }

    @Override
    public void gaveUp() {
        failed("gave up");
    }

    @Override
    public void failed(Failure failure) {
        failed(failure.reason() + (failure.detail().isEmpty() ? "" : ": " + failure.detail()));
    }
}
