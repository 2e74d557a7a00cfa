package ai.llmd.wva.declaration;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ProfileStatus;
import ai.llmd.wva.model.LearnedProfile;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads what the status of a resource shows as learned. A status is nobody's declaration: one that was edited by hand,
 * or is not complete, is no problem and tells nothing.
 */
final class LearnedConversion {
    private LearnedConversion() {}

    static Optional<LearnedProfile> learned(VariantAutoscaling resource) {
        var profile = resource.getStatus() == null ? null : resource.getStatus().profile();
        return profile != null && isLearned(profile.source()) ? read(profile) : Optional.empty();
    }

    private static boolean isLearned(String source) {
        return ProfileSource.LEARNED.equals(source) || ProfileSource.OBSERVED.equals(source);
    }

    private static Optional<LearnedProfile> read(ProfileStatus profile) {
        var accelerator = VariantConversion.text(profile.accelerator());
        var alpha = decimal(profile.alpha(), ProfileLimits.LARGEST_MILLIS);
        var beta = decimal(profile.beta(), ProfileLimits.LARGEST_MILLIS);
        var delta = decimal(profile.delta(), ProfileLimits.LARGEST_MILLIS);
        var confidence = decimal(profile.confidence(), 1);
        if (accelerator.isEmpty()
                || alpha.isEmpty()
                || beta.isEmpty()
                || confidence.isEmpty()
                || (delta.isEmpty() && profile.delta() != null)
                || profile.samples() == null
                || profile.samples() < 0) {
            return Optional.empty();
        }
        return Optional.of(new LearnedProfile(
                accelerator.get(),
                alpha.getAsDouble(),
                beta.getAsDouble(),
                delta,
                profile.samples(),
                confidence.getAsDouble(),
                Optional.ofNullable(profile.templateHash()),
                Optional.ofNullable(profile.resetMark())));
    }

    private static OptionalDouble decimal(String value, double most) {
        if (value == null || !ProfileConversion.DECIMAL.matcher(value).matches()) {
            return OptionalDouble.empty();
        }
        double read = Double.parseDouble(value);
        return read <= most ? OptionalDouble.of(read) : OptionalDouble.empty();
    }
}
