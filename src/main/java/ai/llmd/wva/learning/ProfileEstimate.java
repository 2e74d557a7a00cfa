package ai.llmd.wva.learning;

import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.Variant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the speed of a variant's replicas, and what is needed to go on learning it. Some 300 bytes.
 *
 * @param profile the estimate, with whose it is
 * @param sums what the samples tell together
 * @param inUse the times to plan by; empty while those declared do, or nothing is known well enough
 * @param oneLoad whether too little is known because the load was always about the same
 * @param surprises measurements in a row that were far from what was expected: above it, or as a negative number below
 * @param atMillis of the epoch: when the last sample was taken
 * @param pods that were ready at the last look
 */
public record ProfileEstimate(
        LearnedProfile profile,
        StepSums sums,
        Optional<StepTimes> inUse,
        boolean oneLoad,
        int surprises,
        long atMillis,
        int pods) {

    /** Whether it is of the servers that a variant has now, and its owner did not have it forgotten since. */
    boolean isOf(Variant variant) {
        return profile.isOf(variant);
    }

    /** Whether there is something to show: a sample, be it before a restart. */
    public boolean hasBegun() {
        return profile.samples() > 0;
    }

    StepTimes times() {
        return times(profile);
    }

    static StepTimes times(LearnedProfile profile) {
        return new StepTimes(
                profile.alphaMillis(),
                profile.betaMillis(),
                profile.deltaMillis().orElse(0));
    }

    /** What decisions are by, where they are by it, else the estimate. */
    public LearnedProfile shown() {
        return inUse.map(times -> profile(profile, times, profile.samples(), profile.confidence()))
                .orElse(profile);
    }

    /** What is known of the same servers with other numbers. */
    static LearnedProfile profile(LearnedProfile of, StepTimes times, long samples, double confidence) {
        return new LearnedProfile(
                of.accelerator(),
                times.alphaMillis(),
                times.betaMillis(),
                OptionalDouble.of(times.deltaMillis()),
                samples,
                confidence,
                of.templateHash(),
                of.resetMark());
    }

    /** Once it has begun: how long steps of the usual load take by it, as a multiple of what is declared. */
    public double timesAsLong(StepTimes declared) {
        var times = inUse.orElse(times());
        return times.millis(meanRequests(), meanPrompts()) / declared.millis(meanRequests(), meanPrompts());
    }

    double meanRequests() {
        return Math.max(1, sums.requests() / sums.one());
    }

    double meanPrompts() {
        return sums.prompts() / sums.one();
    }
}
