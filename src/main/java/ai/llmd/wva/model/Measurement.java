package ai.llmd.wva.model;

import java.time.Duration;

/** What is known of a variant's load, or why nothing is. */
public sealed interface Measurement {

    /**
     * Load is known.
     *
     * @param age of the oldest sample that went in
     * @param reportingPods pods whose metrics are fresh
     * @param expectedPods ready pods that are old enough to have a rate
     */
    record Measured(Load load, Duration age, int reportingPods, int expectedPods) implements Measurement {
        /** Some pods do not report: the load is a lower bound. */
        public boolean partial() {
            return reportingPods < expectedPods;
        }
    }

    /** Load is unknown, which is never the same as zero. */
    record Unknown(Cause cause, String message) implements Measurement {}

    /** Why load is unknown. */
    enum Cause {
        /** No series, or only NaN and infinite values. */
        MISSING,
        /** The newest sample is too old. */
        STALE,
        /** Prometheus did not answer, or not as Prometheus does. */
        PROMETHEUS_ERROR
    }
}
