package ai.llmd.wva.model;

import java.util.OptionalDouble;

/**
 * How far learning a variant's profile is.
 *
 * @param used whether the decision is by it
 * @param timesAsLong what steps take by it at the usual load, as a multiple of what the declared profile says; empty
 *     without one
 */
public record Learning(LearnedProfile profile, boolean used, OptionalDouble timesAsLong) {
    public Learning {
        Checks.present(profile, "profile");
        timesAsLong.ifPresent(times -> Checks.notNegative(times, "timesAsLong"));
    }

    /** Where nothing is declared to compare it with. */
    public Learning(LearnedProfile profile, boolean used) {
        this(profile, used, OptionalDouble.empty());
    }
}
