package ai.llmd.wva.emulator;

import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.EngineCounters;
import ai.llmd.wva.engine.EngineState;

/**
 * The emulated server without sockets and without a clock: its engine, which runs in virtual time, and the page that
 * {@code /metrics} would answer at an instant. Not thread-safe.
 */
public final class VirtualServer {
    private final VllmMetrics metrics;
    private final Engine engine;

    /** A server that has just started, at time 0; host, port, lengths of answers and grace mean nothing here. */
    public VirtualServer(EmulatorSettings settings) {
        var counters = new EngineCounters(settings.limits());
        metrics = new VllmMetrics(settings.metricPrefix(), settings.model(), counters);
        engine = new Engine(settings.law(), settings.limits(), counters);
    }

    /** Where requests go. */
    public Engine engine() {
        return engine;
    }

    /** The metrics in Prometheus' text format once the engine has got to {@code atMillis}. */
    public String metricsPage(double atMillis) {
        return metrics.text(state(atMillis));
    }

    /** The state once the engine has got to {@code atMillis}. */
    public EngineState state(double atMillis) {
        engine.advance(atMillis);
        return engine.state();
    }
}
