package ai.llmd.wva.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings that may change while the controller runs (environment > ConfigMap > file > default).
 *
 * @param interval between two cycles, > 0
 * @param scaleToZero a variant without minReplicas may go to 0
 * @param keepAccelerator what a variant without keepAccelerator does
 * @param holdLimit how long a last good decision is held before fallbackReplicas; empty = for ever
 */
public record Settings(
        Duration interval,
        boolean scaleToZero,
        boolean keepAccelerator,
        Optional<Duration> holdLimit,
        PrometheusSettings prometheus,
        String logLevel) {

    public Settings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("GLOBAL_OPT_INTERVAL must be longer than 0, was " + interval);
        }
    }
}
