package ai.llmd.wva.hpa;

/** The ratios of value and target that change nothing. */
record Tolerance(double down, double up) {
    static Tolerance of(HpaSpec spec, HpaFlags flags) {
        return new Tolerance(
                spec.behavior()
                        .map(behavior -> behavior.down().tolerance().orElse(flags.tolerance()))
                        .orElse(flags.tolerance()),
                spec.behavior()
                        .map(behavior -> behavior.up().tolerance().orElse(flags.tolerance()))
                        .orElse(flags.tolerance()));
    }

    /** Both bounds belong to it, in exactly this arithmetic: 11 of 10 is within 0.1. */
    boolean isWithin(double ratio) {
        return 1 - down <= ratio && ratio <= 1 + up;
    }
}
