package ai.llmd.wva.learning;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which measurements tell what a step takes: of replicas that all report and were the same for the whole window, in
 * which requests came and went at about the same rate and none waited.
 *
 * <p>A token takes a step, and a replica has on average (rate * (K - 1) * time between tokens) requests that decode:
 * rate times time, as no gauge tells. A request meets that many others, and reads its own token besides. The rate is
 * the mean of those that arrived and completed, which is half as uncertain as either, and behind a ramp by neither.
 */
final class SampleGate {
    /** Of requests that went through in the window, for a mean to tell anything. */
    private static final double FEWEST_REQUESTS = 10;

    private static final double FEWEST_OUTPUT_TOKENS = 8;

    private static final double SHORTEST_MILLIS = 0.01;

    private static final double LONGEST_MILLIS = 60_000;

    /** More of the KV cache in use, and requests are preempted, which no law of a step tells. */
    private static final double FULLEST_CACHE = 0.9;

    private static final double WAITING_SHARE = 0.05;

    /** How long all replicas must have been ready: a window, and what is scraped late. */
    private static final Duration SETTLED = Duration.ofSeconds(90);

    /** By how much arrivals and completions may differ, beside by chance. */
    private static final double STEADY_SHARE = 0.15;

    private static final double CHANCE = 3;

    /** No engine follows the law of a step more closely. */
    private static final double LAW_ERROR = 0.02;

    /** Of a step, about what depends on the load. */
    private static final double LOAD_SHARE = 0.5;

    private SampleGate() {}

    /** What a measurement tells; empty where it does not. */
    static Optional<StepSample> sample(TargetState target, Measured measured, Instant at) {
        return isWhole(target, measured, at) && isFree(measured.load()) && isSteady(measured.load())
                ? sample(measured.load(), measured.reportingPods())
                : Optional.empty();
    }

    /** Of all replicas, each of which served for the whole window. */
    private static boolean isWhole(TargetState target, Measured measured, Instant at) {
        if (!(target instanceof TargetState.Found found)
                || measured.partial()
                || measured.reportingPods() < 1
                || measured.reportingPods() != found.readyReplicas()) {
            return false;
        }
        for (var pod : found.pods()) {
            if (pod.readySince().isPresent()
                    && Duration.between(pod.readySince().get(), at).compareTo(SETTLED) < 0) {
                return false;
            }
        }
        for (var caveat : measured.caveats()) {
            if (spoils(caveat)) {
                return false;
            }
        }
        return true;
    }

    private static boolean spoils(Caveat caveat) {
        return !(caveat instanceof Caveat.BatchLimit || caveat instanceof Caveat.RepeatedPages);
    }

    /** Nobody waits for a place or for memory. */
    private static boolean isFree(Load load) {
        return load.waiting() <= Math.max(1, WAITING_SHARE * load.running())
                && load.abandonedRatePerSecond() == 0
                && !(load.kvCacheUsage().orElse(0) > FULLEST_CACHE);
    }

    private static boolean isSteady(Load load) {
        double arrived = SECONDS_PER_MINUTE * load.arrivalRatePerSecond();
        double completed = SECONDS_PER_MINUTE * load.completionRatePerSecond();
        double mean = (arrived + completed) / 2;
        return mean >= FEWEST_REQUESTS
                && Math.abs(arrived - completed) <= STEADY_SHARE * mean + CHANCE * Math.sqrt(arrived + completed);
    }

    private static Optional<StepSample> sample(Load load, int pods) {
        double itl = load.itlMillis().orElse(Double.NaN);
        double input = load.computedInputTokens().orElse(load.inputTokens().orElse(Double.NaN));
        double output = load.outputTokens().orElse(Double.NaN);
        if (!(itl >= SHORTEST_MILLIS && itl <= LONGEST_MILLIS)
                || !(input >= 0 && input <= Integer.MAX_VALUE)
                || !(output >= FEWEST_OUTPUT_TOKENS && output <= Integer.MAX_VALUE)) {
            return Optional.empty();
        }
        double perSecond = (load.arrivalRatePerSecond() + load.completionRatePerSecond()) / 2;
        double perStep = perSecond / pods * itl / MILLIS_PER_SECOND;
        double chance = (1 + load.outputVariability().orElse(1)) / (2 * SECONDS_PER_MINUTE * perSecond);
        return Optional.of(new StepSample(
                1 + perStep * (output - 1),
                perStep * input,
                itl,
                itl * Math.sqrt(LAW_ERROR * LAW_ERROR + LOAD_SHARE * LOAD_SHARE * chance)));
    }
}
