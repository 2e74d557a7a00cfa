package ai.llmd.wva.model;

import java.util.List;
import java.util.Optional;

/** Why a variant is not decided on anew. */
public sealed interface HoldCause {

    /** The same without the numbers that follow from a measurement. */
    default HoldCause withoutMeasurements() {
        return this;
    }

    /**
     * What is declared cannot be planned.
     *
     * @param problems why, at least one, each with the effect {@link Effect#NOT_PLANNED}
     */
    record Invalid(List<Problem> problems) implements HoldCause {
        public Invalid {
            problems = List.copyOf(problems);
        }

        /** Of a variant that is not plannable. */
        public static Invalid of(Variant variant) {
            return new Invalid(variant.problems().stream()
                    .filter(problem -> problem.effect() == Effect.NOT_PLANNED)
                    .toList());
        }
    }

    /** The target is not there, or is of a kind that cannot be watched; {@code message} says which. */
    record TargetMissing(String message) implements HoldCause {}

    /** Nothing is known of the load. */
    record LoadUnknown(Measurement.Cause cause, String message) implements HoldCause {}

    /** Some ready pods do not report, and the rest does not ask for more replicas. */
    record PartialMetrics(int reportingPods, int expectedPods) implements HoldCause {}

    /** Nothing was completed yet, so nobody knows how long requests are. */
    record TokensUnknown(boolean promptOnly) implements HoldCause {}

    /** Requests are being served but none arrived: they need what runs now. */
    record NothingArrived() implements HoldCause {}

    /** No pod is old enough to tell that fewer would do. */
    record YoungPods() implements HoldCause {}

    /** No accelerator that may be used meets the targets. */
    record Infeasible(List<Refusal> refusals) implements HoldCause {
        public Infeasible {
            refusals = List.copyOf(refusals);
        }

        @Override
        public HoldCause withoutMeasurements() {
            return new Infeasible(
                    refusals.stream().map(Refusal::withoutMeasurements).toList());
        }
    }

    /**
     * An accelerator on which even a request alone misses a target.
     *
     * @param target ITL or TTFT
     * @param bestMillis what a request alone takes
     */
    record Refusal(String accelerator, Constraint target, double targetMillis, double bestMillis) {
        private Refusal withoutMeasurements() {
            return new Refusal(accelerator, target, targetMillis, 0);
        }
    }

    /**
     * Nothing is declared of how fast it is on the accelerator that it runs on, and too little is learned yet.
     *
     * @param calibration what is done about learning it
     * @param progress how far that is, where it has begun
     */
    record NoProfile(String accelerator, CalibrationMode calibration, Optional<Progress> progress)
            implements HoldCause {
        /** Nothing is learned yet. */
        public NoProfile(String accelerator, CalibrationMode calibration) {
            this(accelerator, calibration, Optional.empty());
        }

        @Override
        public HoldCause withoutMeasurements() {
            return new NoProfile(accelerator, calibration);
        }
    }

    /**
     * How far learning is.
     *
     * @param measured cycles that told something
     * @param needed about how many it takes, >= 1
     * @param oneLoad whether the load was always about the same, which cannot tell a fixed time from one per request
     */
    record Progress(long measured, long needed, boolean oneLoad) {}

    /** Its owner wants the last decision kept. */
    record Frozen() implements HoldCause {}

    /** A fault of ours; {@code failure} names it. */
    record Failed(String failure) implements HoldCause {}
}
