package ai.llmd.wva.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What its owner wants done about the decisions on a variant, and about its profile.
 *
 * @param mode whether decisions are acted on; empty = as the settings say
 * @param frozen whether the last one is kept, whatever the load
 * @param calibration what is done about a learned profile; empty = as the settings say
 * @param resetMark whose every new value has what was learned forgotten; empty where that is not asked for
 * @param drainWithin how soon what waits should have been served, > 0; empty = as the settings say
 * @param actuation who changes the target; empty likewise
 * @param claim which of several controllers takes care of it; empty where there is only one
 */
public record Handling(
        Optional<Mode> mode,
        boolean frozen,
        Optional<CalibrationMode> calibration,
        Optional<String> resetMark,
        Optional<Duration> drainWithin,
        Optional<ActuationMode> actuation,
        Optional<ControllerClaim> claim) {
    /** Nothing is asked for. */
    public static final Handling USUAL = new Handling(Optional.empty(), false);

    public Handling {
        Checks.present(mode, "mode");
        Checks.present(calibration, "calibration");
        Checks.present(resetMark, "resetMark");
        Settings.checkDrainWithin(drainWithin);
        Checks.present(actuation, "actuation");
        Checks.present(claim, "claim");
    }

    /** One that no other controller sees. */
    public Handling(
            Optional<Mode> mode,
            boolean frozen,
            Optional<CalibrationMode> calibration,
            Optional<String> resetMark,
            Optional<Duration> drainWithin,
            Optional<ActuationMode> actuation) {
        this(mode, frozen, calibration, resetMark, drainWithin, actuation, Optional.empty());
    }

    /** One that says nothing of the profile, of the queue and of who acts. */
    public Handling(Optional<Mode> mode, boolean frozen) {
        this(mode, frozen, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Handling withCalibration(CalibrationMode other) {
        return new Handling(mode, frozen, Optional.of(other), resetMark, drainWithin, actuation, claim);
    }

    public Handling withResetMark(String other) {
        return new Handling(mode, frozen, calibration, Optional.of(other), drainWithin, actuation, claim);
    }

    public Handling withDrainWithin(Duration other) {
        return new Handling(mode, frozen, calibration, resetMark, Optional.of(other), actuation, claim);
    }

    public Handling withActuation(ActuationMode other) {
        return new Handling(mode, frozen, calibration, resetMark, drainWithin, Optional.of(other), claim);
    }

    public Handling withClaim(ControllerClaim other) {
        return new Handling(mode, frozen, calibration, resetMark, drainWithin, actuation, Optional.of(other));
    }

    /** The other controller that takes care of it, where this one only watches. */
    public Optional<ControllerName> elsewhere() {
        return claim.filter(ControllerClaim::elsewhere).map(ControllerClaim::holder);
    }
}
