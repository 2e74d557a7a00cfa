package ai.llmd.wva.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings that may change while the controller runs and that go with the fleet to every stage. What only one part
 * needs, such as the way to Prometheus, is not among them.
 *
 * @param interval between two cycles, > 0
 * @param scaleToZero a variant without minReplicas may go to 0
 * @param keepAccelerator what a variant without keepAccelerator does
 * @param holdLimit how long a last good decision is held before fallbackReplicas; empty = for ever
 * @param mode of a variant without one
 * @param calibration likewise; empty, as in the journal of a version that did not know it, counts as off
 * @param drainWithin likewise, > 0; empty, as in such a journal, counts as {@link #DRAIN_WITHIN}
 * @param actuation likewise; empty, as in such a journal, counts as {@link ActuationMode#METRICS}
 */
public record Settings(
        Duration interval,
        boolean scaleToZero,
        boolean keepAccelerator,
        Optional<Duration> holdLimit,
        Mode mode,
        Optional<CalibrationMode> calibration,
        Optional<Duration> drainWithin,
        Optional<ActuationMode> actuation) {
    /** How soon what waits should have been served, where nothing says it. */
    public static final Duration DRAIN_WITHIN = Duration.ofMinutes(2);

    /** The least that may be said. */
    public static final Duration SHORTEST_DRAIN = Duration.ofSeconds(1);

    /** The most. */
    public static final Duration LONGEST_DRAIN = Duration.ofHours(1);

    public Settings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("GLOBAL_OPT_INTERVAL must be longer than 0, was " + interval);
        }
        Checks.present(mode, "mode");
        Checks.present(calibration, "calibration");
        checkDrainWithin(drainWithin);
        Checks.present(actuation, "actuation");
    }

    /** Those of variants that are acted on, and of which nothing is learned. */
    public Settings(Duration interval, boolean scaleToZero, boolean keepAccelerator, Optional<Duration> holdLimit) {
        this(
                interval,
                scaleToZero,
                keepAccelerator,
                holdLimit,
                Mode.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Settings withCalibration(CalibrationMode other) {
        return new Settings(
                interval, scaleToZero, keepAccelerator, holdLimit, mode, Optional.of(other), drainWithin, actuation);
    }

    public Settings withDrainWithin(Duration other) {
        return new Settings(
                interval, scaleToZero, keepAccelerator, holdLimit, mode, calibration, Optional.of(other), actuation);
    }

    public Settings withActuation(ActuationMode other) {
        return new Settings(
                interval, scaleToZero, keepAccelerator, holdLimit, mode, calibration, drainWithin, Optional.of(other));
    }

    static void checkDrainWithin(Optional<Duration> drainWithin) {
        Checks.present(drainWithin, "drainWithin");
        if (drainWithin
                .filter(duration -> duration.isNegative() || duration.isZero())
                .isPresent()) {
            throw new IllegalArgumentException("drainWithin must be longer than 0, was " + drainWithin.get());
        }
    }
}
