package ai.llmd.wva.loadgen;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Sends requests when they are due, whatever has become of the ones before (an open loop), and waits for the last
 * answer. All of it on one event loop; the report may be read there, or once the run has ended.
 */
public final class LoadRunner {
    /** What never left is counted up to here, which takes about a second. */
    private static final long MOST_COUNTED = 50_000_000;

    private final Vertx vertx;
    private final Context context;
    private final LoadSettings settings;
    private final Iterator<Arrival> arrivals;
    private final LongSupplier nanoClock;
    private final HttpClient client;
    private final RandomGenerator random;
    private final LoadReport report = new LoadReport();
    private final Promise<LoadReport> ended = Promise.promise();

    private Optional<Consumer<String>> onPointless = Optional.empty();
    private long startNanos;
    private boolean sending = true;
    private boolean draining;
    private long comingBack;

    /** The one that is waited for; the iterator is one ahead of what was sent. */
    private Optional<Arrival> next = Optional.empty();

    /**
     * A run over {@code arrivals}, which are in order of time; {@code nanoClock} is {@link System#nanoTime()} or like
     * it.
     */
    public LoadRunner(Vertx vertx, LoadSettings settings, Iterator<Arrival> arrivals, LongSupplier nanoClock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        this.arrivals = arrivals;
        this.nanoClock = nanoClock;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
        this.client = ApiConnections.open(vertx, settings);
    }

    /** Lets it stop early, as {@link #drain()} does, telling why, when the rest of it would tell nothing more. */
    public LoadRunner stopWhenPointless(Consumer<String> told) {
        onPointless = Optional.of(told);
        return this;
    }

    /** Starts; the future completes when all that was sent has an outcome. */
    public Future<LoadReport> run() {
        context.runOnContext(ready -> {
            startNanos = nanoClock.getAsLong();
            awaitNext();
        });
        return ended.future();
    }

    /** Sends nothing more, retries neither; the run ends when the requests under way have their outcome. */
    public void drain() {
        context.runOnContext(ready -> stopSending());
    }

    /** Ends the run at once, with the report as it is. */
    public void quit() {
        context.runOnContext(ready -> {
            stopSending();
            ended.tryComplete(report);
        });
    }

    /** Shows the report every so often while the run lasts. */
    public void watch(long periodMillis, Consumer<LoadReport> watcher) {
        context.runOnContext(ready -> {
            var timer = vertx.setPeriodic(periodMillis, id -> watcher.accept(report));
            ended.future().onComplete(end -> vertx.cancelTimer(timer));
        });
    }

    /** Since the start. */
    public double elapsedMillis() {
        return (nanoClock.getAsLong() - startNanos) / NANOS_PER_MILLI;
    }

    private void stopSending() {
        if (sending) {
            report.unsent(overdue());
        }
        sending = false;
        draining = true;
        endIfIdle();
    }

    private void stopIf(Optional<String> pointless) {
        if (sending && pointless.isPresent() && onPointless.isPresent()) {
            onPointless.get().accept(pointless.get());
            stopSending();
        }
    }

    /** Requests that should have left a while ago and did not. */
    private long overdue() {
        var latestMillis = elapsedMillis() - LoadReport.WORST_LATENESS_MILLIS;
        var count = 0L;
        while (next.isPresent() && next.get().atMillis() <= latestMillis && count < MOST_COUNTED) {
            count++;
            next = following();
        }
        return count;
    }

    private Optional<Arrival> following() {
        return arrivals.hasNext() ? Optional.of(arrivals.next()) : Optional.empty();
    }

    private void awaitNext() {
        next = following();
        if (next.isEmpty()) {
            sending = false;
            endIfIdle();
            return;
        }
        var arrival = next.get();
        var delayMillis = arrival.atMillis() - elapsedMillis();
        if (delayMillis <= 0) {
            stopIf(PointlessRun.lagging(report, elapsedMillis(), -delayMillis));
            context.runOnContext(due -> sendThenAwait(arrival));
        } else {
            vertx.setTimer(Math.max(1, (long) Math.ceil(delayMillis)), due -> sendThenAwait(arrival));
        }
    }

    private void sendThenAwait(Arrival arrival) {
        if (!sending) {
            return;
        }
        next = Optional.empty();
        report.sent(arrival.atMillis(), elapsedMillis());
        // drawn once for each client and in the order in which they come, so that one seed is one run
        var patienceMillis = settings.habits().patience().drawMillis(random);
        ask(arrival.shape(), patienceMillis, settings.habits().retries());
        awaitNext();
    }

    private void ask(ChatShape shape, double patienceMillis, int retriesLeft) {
        var call = new ChatCall(vertx, settings, report, this::elapsedMillis, elapsedMillis(), outcome -> {
            if (outcome == ChatCall.Ending.WORTH_A_RETRY && retriesLeft > 0 && !draining) {
                comeBack(shape, patienceMillis, retriesLeft - 1);
            }
            stopIf(PointlessRun.unanswered(report));
            endIfIdle();
        });
        call.send(
                client, settings.chatPath(), ChatBody.of(settings.model(), shape, settings.streamed()), patienceMillis);
    }

    private void comeBack(ChatShape shape, double patienceMillis, int retriesLeft) {
        comingBack++;
        vertx.setTimer(Math.max(1, Math.round(settings.habits().retryDelayMillis())), due -> {
            comingBack--;
            if (!draining) {
                report.sentAgain();
                ask(shape, patienceMillis, retriesLeft);
            }
        });
    }

    private void endIfIdle() {
        if (!sending && report.inFlight() == 0 && (draining || comingBack == 0)) {
            ended.tryComplete(report);
        }
    }
}
