package ai.llmd.wva.emulator;

import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.EngineCounters;
import ai.llmd.wva.engine.EngineListener;
import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.engine.SequenceSpec;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an engine's virtual time on a clock: a timer goes off when the engine's next event is due and lets it advance.
 * A late timer delays tokens, it does not slow the engine: events keep their computed times. Lives on one event loop.
 */
final class EngineDriver {
    private static final Logger LOG = LoggerFactory.getLogger(EngineDriver.class);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final MonotonicClock clock;
    private final EngineCounters counters;
    private final VllmMetrics metrics;
    private final Engine engine;
    private final Map<Long, TokenSink> sinks = new HashMap<>();

    private long timer = NO_TIMER;
    private double timerAtMillis;
    private boolean telling;

    EngineDriver(Vertx vertx, Context context, MonotonicClock clock, EmulatorSettings settings) {
        this.vertx = vertx;
        this.context = context;
        this.clock = clock;
        this.counters = new EngineCounters(settings.limits());
        this.metrics = new VllmMetrics(settings.metricPrefix(), settings.model(), counters);
        this.engine = new Engine(settings.law(), settings.limits(), counters.then(new SinkTeller()));
    }

    /** Starts a request now; its tokens go to {@code sink}. */
    Sequence submit(SequenceSpec spec, TokenSink sink) {
        var sequence = engine.submit(advance(), spec);
        sinks.put(sequence.id(), sink);
        setTimer();
        return sequence;
    }

    /** Drops a request whose client has gone; its sink hears nothing more. */
    void abort(Sequence sequence) {
        if (telling) {
            // a failed write can lead here from inside the engine, which is not to be called back
            context.runOnContext(later -> abort(sequence));
            return;
        }
        sinks.remove(sequence.id());
        engine.abort(advance(), sequence);
        setTimer();
    }

    /** The metrics as of now. */
    String metricsText() {
        advance();
        setTimer();
        return metrics.text(engine.state());
    }

    void stop() {
        vertx.cancelTimer(timer);
        timer = NO_TIMER;
    }

    private void onTimer() {
        timer = NO_TIMER;
        try {
            advance();
        } finally {
            setTimer();
        }
    }

    /** Brings the engine up to the clock; answers the time it is at now. */
    private double advance() {
        var nowMillis = clock.millis();
        telling = true;
        try {
            engine.advance(nowMillis);
        } finally {
            telling = false;
        }
        return nowMillis;
    }

    private void setTimer() {
        var atMillis = engine.nextEventMillis();
        if (atMillis == Double.POSITIVE_INFINITY) {
            return;
        }
        if (timer != NO_TIMER) {
            if (timerAtMillis <= atMillis) {
                return;
            }
            vertx.cancelTimer(timer);
        }
        timerAtMillis = atMillis;
        var delayMillis = Math.max(1, (long) Math.ceil(atMillis - clock.millis()));
        timer = vertx.setTimer(delayMillis, id -> onTimer());
    }

    /** Tells the request's sink; one that fails must not stop the others. */
    private final class SinkTeller implements EngineListener {
        @Override
        public void firstToken(Sequence sequence) {
            tell(sequence, false);
        }

        @Override
        public void decoded(double atMillis, double gapMillis, int tokens) {
            engine.forEachDecoded(sequence -> tell(sequence, false));
        }

        @Override
        public void nextToken(Sequence sequence, double gapMillis) {
            tell(sequence, false);
        }

        @Override
        public void finished(Sequence sequence) {
            tell(sequence, true);
            sinks.remove(sequence.id());
        }

        private void tell(Sequence sequence, boolean last) {
            var sink = sinks.get(sequence.id());
            if (sink == null) {
                return;
            }
            try {
                if (last) {
                    sink.finished(sequence);
                } else {
                    sink.token(sequence);
                }
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("request", sequence.id()).setCause(e).log("answer could not be sent");
            }
        }
    }
}
