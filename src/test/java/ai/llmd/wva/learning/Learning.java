package ai.llmd.wva.learning;

import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Looks at a replica again and again, a minute apart. */
final class Learning {
    /** A load per second that is the same at each look. */
    static final double ALIKE = 2;

    /** Of the class, ms. */
    static final double ITL_TARGET = 80;

    private long cycle;

    ProfileEstimate learn(
            Variant variant, TrueReplica replica, int cycles, IntToDoubleFunction rate, IntToDoubleFunction off) {
        var seen = learn(Optional.empty(), variant, replica.at(0, 1)); // so that the pods are known
        return learn(seen, variant, replica, cycles, rate, off);
    }

    ProfileEstimate learn(
            Optional<ProfileEstimate> before,
            Variant variant,
            TrueReplica replica,
            int cycles,
            IntToDoubleFunction rate,
            IntToDoubleFunction off) {
        var known = before;
        for (int i = 0; i < cycles; i++) {
            known = learn(known, variant, replica.at(rate.applyAsDouble(i), off.applyAsDouble(i)));
        }
        return known.orElseThrow();
    }

    Optional<ProfileEstimate> learn(Optional<ProfileEstimate> before, Variant variant, Measurement measurement) {
        return ProfileLearner.after(before, variant, measurement, Fleets.NOW.plusSeconds(60 * ++cycle), ITL_TARGET);
    }

    /** A load per second that differs from look to look. */
    static double varied(int cycle) {
        return 0.6 + 0.5 * (cycle % 7);
    }
}
