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
 * Which measurements tell what a step takes: of replicas that all report and were the same for the whole window, and in
 * which no client gave up, for then nobody knows what was computed.
 *
 * <p>A token takes a step, and a replica has on average (rate * (K - 1) * time between tokens) requests that decode:
 * rate times time, as no gauge tells. A request meets that many others, and has its own token besides. The rate is the
 * mean of those that arrived and completed, which is half as uncertain as either and behind no ramp. While a queue
 * stands only what completes is served; there requests may be preempted, which takes time that no law knows, so that
 * it tells less. But those are the replicas that most need to be known better: were they too few by a profile that is
 * too good, nothing else would ever tell.
 */
final class SampleGate {
    /** Of requests that went through in the window, for a mean to tell anything. */
    private static final double FEWEST_REQUESTS = 10;

    private static final double FEWEST_OUTPUT_TOKENS = 8;

    /** No model takes more. */
    private static final double MOST_TOKENS = 1e8;

    /** No replica serves more at once. */
    private static final double MOST_REQUESTS = 100_000;

    private static final double SHORTEST_MILLIS = 0.01;

    private static final double LONGEST_MILLIS = 60_000;

    private static final double WAITING_SHARE = 0.05;

    /** How long all replicas must have been ready: a window, and what is scraped late. */
    private static final Duration SETTLED = Duration.ofSeconds(75);

    /** By how much arrivals and completions may differ, beside by chance. */
    private static final double STEADY_SHARE = 0.15;

    private static final double CHANCE = 3;

    /** No engine follows the law of a step more closely. */
    private static final double LAW_ERROR = 0.02;

    /** The same while requests wait, some of them perhaps for memory that they had. */
    private static final double CROWDED_LAW_ERROR = 0.05;

    /** Of a step, about what depends on the load. */
    private static final double LOAD_SHARE = 0.5;

    private SampleGate() {}

    /** What a measurement tells; empty where it does not. */
    static Optional<StepSample> sample(TargetState target, Measured measured, Instant at) {
        if (!isWhole(target, measured, at) || measured.load().abandonedRatePerSecond() > 0) {
            return Optional.empty();
        }
        var load = measured.load();
        if (load.waiting() > Math.max(1, WAITING_SHARE * load.running())) {
            return sample(load, load.completionRatePerSecond(), CROWDED_LAW_ERROR, measured.reportingPods());
        }
        return isSteady(load)
                ? sample(
                        load,
                        (load.arrivalRatePerSecond() + load.completionRatePerSecond()) / 2,
                        LAW_ERROR,
                        measured.reportingPods())
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

    private static boolean isSteady(Load load) {
        double arrived = SECONDS_PER_MINUTE * load.arrivalRatePerSecond();
        double completed = SECONDS_PER_MINUTE * load.completionRatePerSecond();
        double apart = STEADY_SHARE * (arrived + completed) / 2 + CHANCE * Math.sqrt(arrived + completed);
        return Math.abs(arrived - completed) <= apart;
    }

    private static Optional<StepSample> sample(Load load, double perSecond, double lawError, int pods) {
        double itl = load.itlMillis().orElse(Double.NaN);
        double input = load.computedInputTokens().orElse(load.inputTokens().orElse(Double.NaN));
        double output = load.outputTokens().orElse(Double.NaN);
        if (perSecond * SECONDS_PER_MINUTE < FEWEST_REQUESTS
                || !(itl >= SHORTEST_MILLIS && itl <= LONGEST_MILLIS)
                || !(input >= 0 && input <= MOST_TOKENS)
                || !(output >= FEWEST_OUTPUT_TOKENS && output <= MOST_TOKENS)) {
            return Optional.empty();
        }
        double perStep = perSecond / pods * itl / MILLIS_PER_SECOND;
        if (perStep * (output - 1) > MOST_REQUESTS) {
            return Optional.empty();
        }
        double chance = (1 + load.outputVariability().orElse(1)) / (2 * SECONDS_PER_MINUTE * perSecond);
        return Optional.of(new StepSample(
                1 + perStep * (output - 1),
                perStep * input,
                itl,
                itl * Math.sqrt(lawError * lawError + LOAD_SHARE * LOAD_SHARE * chance)));
    }
}
