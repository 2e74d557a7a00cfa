package ai.llmd.wva.planning;

import ai.llmd.wva.learning.LearnedProfiles;
import ai.llmd.wva.learning.ProfileEstimate;
import ai.llmd.wva.learning.ProfileLearner;
import ai.llmd.wva.learning.StepTimes;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.HoldCause.Progress;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is learned of how fast a variant is, and what is made of it. In place of a declared profile it is planned by
 * under the law continuous only, by which it is learned; in place of none under that law, whatever the rules say.
 *
 * @param variant with the learned profile where it is planned by
 * @param law by which its replicas are sized
 * @param estimate to be remembered
 * @param learning to be told
 */
record LearnedSpeed(Variant variant, SizingLaw law, Optional<ProfileEstimate> estimate, Optional<Learning> learning) {

    static LearnedSpeed of(
            Observation observation, Variant variant, Optional<ProfileEstimate> before, PlanningRules rules) {
        var mode = observation.fleet().calibration(variant);
        var estimate = mode == CalibrationMode.OFF || !rules.live()
                ? Optional.<ProfileEstimate>empty()
                : ProfileLearner.after(
                        before,
                        variant,
                        observation.measurements().get(variant.id()),
                        observation.at(),
                        itlTarget(observation, variant));
        if (estimate.isEmpty() || !estimate.get().hasBegun()) {
            return new LearnedSpeed(variant, rules.law(), estimate, Optional.empty());
        }
        var known = estimate.get();
        var declared = variant.profileFor(known.profile().accelerator());
        boolean used = mode == CalibrationMode.ON
                && known.inUse().isPresent()
                && (declared.isEmpty() || rules.law() == SizingLaw.CONTINUOUS);
        var learning = new Learning(
                known.shown(),
                used,
                declared.map(profile -> OptionalDouble.of(known.timesAsLong(StepTimes.of(profile))))
                        .orElse(OptionalDouble.empty()));
        return new LearnedSpeed(
                used ? planned(variant, declared, known.inUse().get()) : variant,
                used ? SizingLaw.CONTINUOUS : rules.law(),
                estimate,
                Optional.of(learning));
    }

    private static double itlTarget(Observation observation, Variant variant) {
        return observation
                .fleet()
                .classFor(variant)
                .flatMap(found -> found.targetFor(variant.modelId()))
                .map(ServiceTarget::itlMillis)
                .orElse(0.0);
    }

    private static Variant planned(Variant variant, Optional<PerformanceProfile> declared, StepTimes times) {
        var profiles = new ArrayList<PerformanceProfile>(variant.profiles());
        if (declared.isPresent()) {
            profiles.set(profiles.indexOf(declared.get()), LearnedProfiles.profile(declared.get(), times));
        } else {
            profiles.add(LearnedProfiles.profile(variant, times));
        }
        return variant.withAccelerators(variant.acceleratorOptions().withProfiles(List.copyOf(profiles)));
    }

    /** How far learning is, for one that has nothing else to be planned by. */
    Optional<Progress> progress() {
        return estimate.filter(ProfileEstimate::hasBegun)
                .map(known -> new Progress(known.profile().samples(), ProfileLearner.NEEDED_ALONE, known.oneLoad()));
    }
}
