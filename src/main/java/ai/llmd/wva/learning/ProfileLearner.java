package ai.llmd.wva.learning;

import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Learns the times of a step, cycle by cycle: a Bayesian linear regression of the time between tokens, with forgetting.
 * Samples count less by each that follows, and not by time, so that a night without load takes nothing away; and they
 * are never so many that a change goes unseen.
 */
public final class ProfileLearner {
    /** As many samples count as if nothing was forgotten; about an hour of them. */
    private static final double KEEP = 1 - 1 / 60.0;

    /** Measurements that are closer in time have much of their window in common. */
    private static final long LEAST_DISTANCE_MILLIS = 45_000;

    /** Standard deviations that a sample may be off before it is taken for something else. */
    private static final double SURPRISING = 4;

    /** So many of them in a row, in the same direction, are no accident: the replicas are other ones. */
    private static final int CHANGED_AFTER = 3;

    /** How exactly a status tells each time. */
    private static final double STATUS_DEVIATION = 0.1;

    /** Samples to correct a declared profile. */
    private static final int NEEDED_DECLARED = 2;

    /** Samples to plan by nothing else. */
    public static final int NEEDED_ALONE = 8;

    /** Of a prediction, to be planned by: relative standard deviation. */
    private static final double CERTAIN_ENOUGH = 0.1;

    /** A declared profile is right while it is off by less: planning by the estimate then only adds its noise. */
    private static final double DECLARED_IS_RIGHT = 0.03;

    /** What is planned by stays while the estimate has not moved by more, so that noise makes no decision flip. */
    private static final double MOVED = 0.02;

    private ProfileLearner() {}

    /**
     * What is known after another measurement.
     *
     * @param before what was known, of whichever servers
     * @param itlTargetMillis the step that replicas are filled up to; 0 = any
     * @return empty for a variant of which nothing can be learned: on an accelerator that is not known, or with a
     *     profile without prefill times
     */
    public static Optional<ProfileEstimate> after(
            Optional<ProfileEstimate> before,
            Variant variant,
            Measurement measurement,
            Instant at,
            double itlTargetMillis) {
        var accelerator = variant.currentAccelerator();
        var declared = accelerator.flatMap(variant::profileFor);
        if (accelerator.isEmpty()
                || (declared.isPresent()
                        ? declared.get().prefill().isEmpty()
                        : !variant.profiles().isEmpty())) {
            return Optional.empty();
        }
        var start = before.filter(known -> known.isOf(variant))
                .or(() -> restored(variant))
                .orElseGet(() -> fresh(variant, accelerator.get(), declared));
        var prior = declared.map(StepTimes::of);
        var state = measurement instanceof Measured measured
                        && variant.target() instanceof TargetState.Found found
                        && found.readyReplicas() == start.pods()
                        && isDue(start, at)
                ? SampleGate.sample(found, measured, at)
                        .map(sample -> taken(start, sample, prior, at))
                        .orElse(start)
                : start;
        return Optional.of(judged(state, variant, prior, itlTargetMillis));
    }

    private static boolean isDue(ProfileEstimate state, Instant at) {
        long since = at.toEpochMilli() - state.atMillis();
        return since < 0 || since >= LEAST_DISTANCE_MILLIS;
    }

    private static ProfileEstimate fresh(Variant variant, String accelerator, Optional<PerformanceProfile> declared) {
        var times = declared.map(StepTimes::of);
        return state(
                new LearnedProfile(
                        accelerator,
                        times.map(StepTimes::alphaMillis).orElse(0.0),
                        times.map(StepTimes::betaMillis).orElse(0.0),
                        times.map(one -> OptionalDouble.of(one.deltaMillis())).orElse(OptionalDouble.empty()),
                        0,
                        0,
                        variant.podTemplate().hash(),
                        variant.handling().resetMark()),
                StepSums.NONE);
    }

    /** From what the status shows, about: it tells the estimate, and not what it was made of. */
    private static Optional<ProfileEstimate> restored(Variant variant) {
        return variant.learned()
                .filter(learned -> learned.isOf(variant) && learned.samples() > 0 && learned.alphaMillis() > 0)
                .map(learned -> state(learned, StepSums.of(ProfileEstimate.times(learned), STATUS_DEVIATION)));
    }

    private static ProfileEstimate state(LearnedProfile profile, StepSums sums) {
        return new ProfileEstimate(profile, sums, Optional.empty(), false, 0, Long.MIN_VALUE / 2, 0);
    }

    /** With a sample, unless it surprises. */
    private static ProfileEstimate taken(
            ProfileEstimate state, StepSample sample, Optional<StepTimes> declared, Instant at) {
        int surprises = surprises(state, sample, declared);
        boolean changed = Math.abs(surprises) >= CHANGED_AFTER;
        var sums = state.sums();
        long samples = state.profile().samples();
        if (changed) {
            sums = StepSums.NONE.with(sample, 0);
            samples = 1;
        } else if (surprises == 0) {
            sums = sums.with(sample, KEEP);
            samples++;
        }
        return new ProfileEstimate(
                ProfileEstimate.profile(
                        state.profile(), state.times(), samples, state.profile().confidence()),
                sums,
                state.inUse(),
                state.oneLoad(),
                changed ? 0 : surprises,
                at.toEpochMilli(),
                state.pods());
    }

    private static int surprises(ProfileEstimate state, StepSample sample, Optional<StepTimes> declared) {
        if (state.sums().one() <= 0) {
            return 0;
        }
        var estimate = estimate(state.sums(), declared);
        double off = sample.itlMillis() - estimate.times().millis(sample.requests(), sample.promptTokens());
        double own = estimate.deviationMillis(sample.requests(), sample.promptTokens());
        double expected = Math.sqrt(own * own + sample.deviationMillis() * sample.deviationMillis());
        if (Math.abs(off) <= SURPRISING * expected) {
            return 0;
        }
        return off > 0 ? Math.max(0, state.surprises()) + 1 : Math.min(0, state.surprises()) - 1;
    }

    private static StepEstimate estimate(StepSums sums, Optional<StepTimes> declared) {
        return declared.map(Prior::around).orElseGet(() -> Prior.of(sums)).with(sums);
    }

    /** With what follows from the samples: the estimate, how good it is, and whether to plan by it. */
    private static ProfileEstimate judged(
            ProfileEstimate state, Variant variant, Optional<StepTimes> declared, double itlTargetMillis) {
        int pods = variant.target() instanceof TargetState.Found found ? found.readyReplicas() : 0;
        if (state.sums().one() <= 0) {
            return new ProfileEstimate(state.profile(), state.sums(), state.inUse(), false, 0, state.atMillis(), pods);
        }
        var estimate = estimate(state.sums(), declared);
        double n = state.meanRequests();
        double p = state.meanPrompts();
        double most = Math.max(1, fullest(estimate.times(), n, p, variant, itlTargetMillis) / n);
        double here = estimate.relativeDeviation(n, p);
        double there = estimate.relativeDeviation(most * n, most * p);
        // how a declared profile goes on from here is at least as good as declared
        double doubt = declared.isPresent() ? here : Math.max(here, there);
        long needed = declared.isPresent() ? NEEDED_DECLARED : NEEDED_ALONE;
        double share = Math.min(1, state.profile().samples() / (double) needed);
        double confidence = share / (1 + doubt * doubt / (CERTAIN_ENOUGH * CERTAIN_ENOUGH));
        boolean certain = share == 1 && doubt <= CERTAIN_ENOUGH;
        return new ProfileEstimate(
                ProfileEstimate.profile(
                        state.profile(), estimate.times(), state.profile().samples(), confidence),
                state.sums(),
                certain ? inUse(state, estimate.times(), declared) : state.inUse(),
                here <= CERTAIN_ENOUGH && there > CERTAIN_ENOUGH,
                state.surprises(),
                state.atMillis(),
                pods);
    }

    /** The requests that a replica is filled up to: as its engine or its profile bounds them, and the target. */
    private static double fullest(
            StepTimes times, double requests, double prompts, Variant variant, double itlTargetMillis) {
        int places = variant.currentAccelerator()
                .flatMap(variant::profileFor)
                .map(PerformanceProfile::maxBatchSize)
                .orElseGet(() -> LearnedProfiles.places(variant));
        double perRequest = (times.betaMillis() * requests + times.deltaMillis() * prompts) / requests;
        double within =
                itlTargetMillis > 0 && perRequest > 0 ? (itlTargetMillis - times.alphaMillis()) / perRequest : places;
        return Math.max(1, Math.min(places, within));
    }

    private static Optional<StepTimes> inUse(ProfileEstimate state, StepTimes estimate, Optional<StepTimes> declared) {
        double n = state.meanRequests();
        double p = state.meanPrompts();
        if (state.inUse().isPresent()) {
            return differ(estimate, state.inUse().get(), n, p) > MOVED ? Optional.of(estimate) : state.inUse();
        }
        return declared.isEmpty() || differ(estimate, declared.get(), n, p) > DECLARED_IS_RIGHT
                ? Optional.of(estimate)
                : Optional.empty();
    }

    /** How much what two tell of steps differs at most: of a light load, the usual one and twice that. */
    private static double differ(StepTimes one, StepTimes other, double requests, double prompts) {
        double most = 0;
        for (double load : new double[] {0.25, 1, 2}) {
            double ratio = one.millis(load * requests, load * prompts) / other.millis(load * requests, load * prompts);
            most = Math.max(most, Math.abs(ratio - 1));
        }
        return most;
    }
}
