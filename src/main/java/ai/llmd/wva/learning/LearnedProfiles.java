package ai.llmd.wva.learning;

import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import ai.llmd.wva.model.Variant;
import java.util.Optional;

/** What a profile that is learned from nothing takes from the engine: the batch that it admits. */
public final class LearnedProfiles {
    /** vLLM's {@code --max-num-seqs} unless it is given another. */
    private static final int PLACES = 256;

    private LearnedProfiles() {}

    static int places(Variant variant) {
        return variant.podTemplate().arguments().maxNumSeqs().orElse(PLACES);
    }

    /** The profile of a variant that declares none, by what was learned: a prompt's fixed time is that of its step. */
    public static PerformanceProfile profile(Variant variant, StepTimes times) {
        var accelerator = variant.currentAccelerator().orElseThrow();
        return new PerformanceProfile(
                accelerator,
                variant.unitsPerReplica(accelerator).orElse(1),
                places(variant),
                times.alphaMillis(),
                times.betaMillis(),
                Optional.of(new Prefill(times.alphaMillis(), times.deltaMillis())));
    }

    /** A declared profile with what was learned in its place; a prompt's fixed time stays. */
    public static PerformanceProfile profile(PerformanceProfile declared, StepTimes times) {
        return new PerformanceProfile(
                declared.accelerator(),
                declared.acceleratorCount(),
                declared.maxBatchSize(),
                times.alphaMillis(),
                times.betaMillis(),
                declared.prefill().map(prefill -> new Prefill(prefill.gammaMillis(), times.deltaMillis())));
    }
}
