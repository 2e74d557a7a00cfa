package ai.llmd.wva.metrics.prometheus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the source tells of itself. */
final class Meters {
    private final MeterRegistry registry;
    private final Timer seconds;
    private final Gauge state;

    Meters(MeterRegistry registry, Breaker breaker) {
        this.registry = registry;
        this.seconds = Timer.builder("wva.prometheus.query")
                .description("Time of one attempt at a query")
                .register(registry);
        this.state = Gauge.builder("wva.prometheus.breaker.state", breaker, Breaker::state)
                .description("Circuit breaker: 0 closed, 1 half open, 2 open")
                .strongReference(true)
                .register(registry);
        for (var result : new String[] {"success", "failure"}) {
            count(result, 0);
        }
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void succeeded(Timer.Sample attempt) {
        attempt.stop(seconds);
        count("success", 1);
    }

    void failed(Timer.Sample attempt) {
        attempt.stop(seconds);
        count("failure", 1);
    }

    /** Removes what would show a breaker that nobody uses any more; counters stay. */
    void close() {
        registry.remove(state);
        state.close();
    }

    private void count(String result, int by) {
        registry.counter("wva.prometheus.queries", "result", result).increment(by);
    }
}
