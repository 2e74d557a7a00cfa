package ai.llmd.wva.emulator;

import ai.llmd.wva.emulator.engine.Engine;
import ai.llmd.wva.emulator.engine.EngineState;

/**
 * The emulated server without sockets and without a clock: its engine, which runs in virtual time, and the page that
 * {@code /metrics} would answer at an instant. Not thread-safe.
 */
public final class VirtualServer {
    private final VllmMetrics metrics;
    private final Engine engine;

    /** A server that has just started, at time 0; host, port, lengths of answers and grace mean nothing here. */
    public VirtualServer(EmulatorSettings settings) {
        metrics = new VllmMetrics(settings.metricPrefix(), settings.model(), settings.limits());
        engine = new Engine(settings.profile(), settings.limits(), metrics);
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
