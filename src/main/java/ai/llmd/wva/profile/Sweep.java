package ai.llmd.wva.profile;

import ai.llmd.wva.loadgen.LoadSettings;
import ai.llmd.wva.loadgen.TokenClient;
import ai.llmd.wva.profile.ServerProbe.Served;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Measures a server level by level. All of it on one event loop. */
public final class Sweep {
    /** Answers grow to this many tokens where a level needs them; beyond, the level is left out. */
    private static final int LONGEST_ANSWER = 2_048;

    private static final int MOST_FAILURES = 2;

    /** In a row: then others are not there by chance, and each level would slow them again. */
    private static final int MOST_DISTURBED = 2;

    private final Vertx vertx;
    private final Context context;
    private final SweepSettings settings;
    private final ServerProbe probe;
    private final Consumer<String> progress;
    private final Promise<SweepResult> result = Promise.promise();
    private final Deque<SweepLevel> left = new ArrayDeque<>();
    private final List<LevelMeasurement> measurements = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Served served;
    private TokenClient client;
    private SweepWave wave;
    private OptionalDouble kvTokens = OptionalDouble.empty();
    private OptionalInt largestBatch = OptionalInt.empty();
    private int levels;
    private int failures;
    private int disturbed;
    private boolean stopped;

    /** A sweep that says how far it is. */
    public Sweep(Vertx vertx, SweepSettings settings, Consumer<String> progress) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        this.probe = new ServerProbe(vertx, settings);
        this.progress = progress;
    }

    /** Starts it; fails with an {@link UnfitServerException} where nothing can be measured. */
    public Future<SweepResult> run() {
        context.runOnContext(ready -> probe.model()
                .compose(model -> {
                    served = model;
                    return probe.read(model.model());
                })
                .onFailure(result::tryFail)
                .onSuccess(this::begin));
        return result.future();
    }

    /** Ends it with what it has. */
    public void stop() {
        context.runOnContext(now -> {
            stopped = true;
            left.clear();
            if (wave == null) {
                end();
            } else {
                wave.stop();
            }
        });
    }

    private void begin(EngineReading reading) {
        var busy = probe.busy(reading);
        if (busy.isPresent()) {
            result.tryFail(new UnfitServerException(busy.get()));
            return;
        }
        if (stopped) {
            end();
            return;
        }
        var connections = settings.concurrencies().get(settings.concurrencies().size() - 1);
        client = new TokenClient(
                vertx,
                new LoadSettings(settings.resolve("/v1"), served.model(), true, settings.timeout(), connections),
                System::nanoTime);
        kvTokens = reading.kvTokens();
        left.addAll(SweepPlan.of(settings, served.longest(), kvTokens));
        levels = left.size();
        for (var length : settings.promptLengths()) {
            if (left.stream().noneMatch(level -> level.promptTokens() == length)) {
                notes.add(String.format(
                        Locale.ROOT,
                        "prompts of %,d tokens were left out: the server takes %,d tokens at most",
                        length,
                        served.longest()));
            }
        }
        progress.accept("warming up");
        // what the first request of a process takes is not what others take
        if (levels == 0) {
            end();
        } else {
            send(left.peek(), Math.min(settings.answerTokens(), 16), warm -> next());
        }
    }

    private void next() {
        if (left.isEmpty() || failures >= MOST_FAILURES || disturbed >= MOST_DISTURBED) {
            end();
            return;
        }
        var level = left.remove();
        progress.accept("level " + (levels - left.size()) + " of " + levels + ": " + level
                + (measurements.isEmpty() ? "" : latest(measurements.get(measurements.size() - 1))));
        measure(level, settings.answerTokens(), 0);
    }

    private static String latest(LevelMeasurement measurement) {
        return String.format(
                Locale.ROOT, " (before: ITL %.2f ms, TTFT %.1f ms)", measurement.itlMillis(), measurement.ttftMillis());
    }

    private void measure(SweepLevel level, int answerTokens, int mostRunningBefore) {
        send(level, answerTokens, came -> {
            disturbed = came instanceof WaveResult.Disturbed ? disturbed + 1 : 0;
            if (came instanceof WaveResult.Measured measured) {
                failures = 0;
                measurements.add(measured.measurement());
                next();
            } else if (stopped) {
                end();
            } else if (came instanceof WaveResult.TooShort tooShort) {
                tooShort(level, answerTokens, mostRunningBefore, tooShort.mostRunning());
            } else if (came instanceof WaveResult.Failed failed) {
                failures++;
                leaveOut(level, failed.reason());
            } else if (came instanceof WaveResult.Disturbed others) {
                if (disturbed >= MOST_DISTURBED) {
                    notes.add(ServerProbe.busy(others.running(), others.waiting()));
                }
                leaveOut(level, "the server was serving others at the same time");
            }
        });
    }

    private void tooShort(SweepLevel level, int answerTokens, int before, int mostRunning) {
        var longer = 2 * answerTokens;
        if (mostRunning > 0 && mostRunning < level.requests() && mostRunning == before) {
            largestBatch = OptionalInt.of(mostRunning);
            left.removeIf(other -> other.requests() > mostRunning);
            notes.add("the server runs " + mostRunning + " requests at once: levels above were left out");
            next();
        } else if (longer > LONGEST_ANSWER || level.promptTokens() + longer > served.longest()) {
            leaveOut(level, "not all of its requests ran at the same time for long enough");
        } else {
            measure(level, longer, mostRunning);
        }
    }

    private void leaveOut(SweepLevel level, String reason) {
        notes.add(level + ": left out, " + reason);
        next();
    }

    private void send(SweepLevel level, int answerTokens, Consumer<WaveResult> then) {
        wave = new SweepWave(vertx, client, () -> probe.read(served.model()), level, settings.evenIfBusy());
        wave.run(answerTokens).onSuccess(then::accept);
    }

    private void end() {
        if (client != null) {
            client.close();
        }
        probe.close();
        if (measurements.isEmpty()) {
            result.tryFail(new UnfitServerException(
                    "nothing was measured" + (notes.isEmpty() ? "" : ": " + String.join("; ", notes))));
        } else {
            result.tryComplete(
                    new SweepResult(served.model(), measurements, largestBatch, kvTokens, notes, wentToItsEnd()));
        }
    }

    private boolean wentToItsEnd() {
        return !stopped && failures < MOST_FAILURES && disturbed < MOST_DISTURBED;
    }
}
