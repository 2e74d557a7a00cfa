package ai.llmd.wva.model;

/**
 * How far learning a variant's profile is.
 *
 * @param used whether the decision is by it
 */
public record Learning(LearnedProfile profile, boolean used) {
    public Learning {
        Checks.present(profile, "profile");
    }
}
