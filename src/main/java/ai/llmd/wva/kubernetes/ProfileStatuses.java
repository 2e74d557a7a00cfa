package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.ProfileSource;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ProfileStatus;
import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.PerformanceProfile;
import java.util.Objects;
import java.util.Optional;

/** The profile as a status shows it: what is learned, and goes on from there after a restart; else what is declared. */
final class ProfileStatuses {
    /** What is learned moves a little with each measurement: less than this share is not worth a write. */
    private static final double NOISE = 0.02;

    /** Likewise of the confidence. */
    private static final double CONFIDENCE_NOISE = 0.05;

    private static final double ROUNDING = 1e-9;

    private ProfileStatuses() {}

    static Optional<ProfileStatus> of(Optional<Learning> learning, Optional<PerformanceProfile> declared) {
        return learning.isPresent() ? learning.map(ProfileStatuses::learned) : declared.map(ProfileStatuses::declared);
    }

    private static ProfileStatus declared(PerformanceProfile profile) {
        return new ProfileStatus(
                profile.accelerator(),
                ProfileSource.DECLARED,
                StatusText.exact(profile.alphaMillis()),
                StatusText.exact(profile.betaMillis()),
                profile.prefill()
                        .map(prefill -> StatusText.exact(prefill.gammaMillis()))
                        .orElse(null),
                profile.prefill()
                        .map(prefill -> StatusText.exact(prefill.deltaMillis()))
                        .orElse(null),
                null,
                null,
                null,
                null);
    }

    private static ProfileStatus learned(Learning learning) {
        LearnedProfile profile = learning.profile();
        return new ProfileStatus(
                profile.accelerator(),
                learning.used() ? ProfileSource.LEARNED : ProfileSource.OBSERVED,
                StatusText.significant(profile.alphaMillis()),
                StatusText.significant(profile.betaMillis()),
                null,
                profile.deltaMillis().isPresent()
                        ? StatusText.significant(profile.deltaMillis().getAsDouble())
                        : null,
                profile.samples(),
                StatusText.decimal(profile.confidence()),
                profile.templateHash().orElse(null),
                profile.resetMark().orElse(null));
    }

    /** Whether the second tells nothing that is worth a write beside the first. */
    static boolean alike(ProfileStatus before, ProfileStatus after) {
        if (before == null || after == null) {
            return before == null && after == null;
        }
        return Objects.equals(before.accelerator(), after.accelerator())
                && Objects.equals(before.source(), after.source())
                && Objects.equals(before.gamma(), after.gamma())
                && Objects.equals(before.templateHash(), after.templateHash())
                && Objects.equals(before.resetMark(), after.resetMark())
                && StatusText.near(before.alpha(), after.alpha(), NOISE, 0)
                && StatusText.near(before.beta(), after.beta(), NOISE, 0)
                && StatusText.near(before.delta(), after.delta(), NOISE, 0)
                && StatusText.near(before.confidence(), after.confidence(), 0, CONFIDENCE_NOISE - ROUNDING);
    }
}
