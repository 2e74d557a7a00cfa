package ai.llmd.wva.model;

import java.util.OptionalDouble;

/**
 * What was measured of a variant over the rate window.
 *
 * @param arrivalRatePerSecond requests that arrived, whether or not they completed, per second
 * @param completionRatePerSecond requests that completed, per second: less than arrive while replicas do not suffice
 * @param inputTokens mean prompt tokens a request; empty before the first completion of the window
 * @param outputTokens mean generated tokens a request; likewise
 * @param ttftMillis mean time to first token
 * @param itlMillis mean time between the tokens of a request
 * @param waitMillis mean time in the queue
 * @param running requests in a batch now
 * @param waiting requests in a queue now
 * @param kvCacheUsage mean share of KV cache in use, 0..1
 * @param abandonedRatePerSecond requests that seem to give up while they wait, per second: an estimate, since no
 *     counter shows them; 0 while no queue stands. Demand is then between the arrival rate and the sum of both
 * @param kvCacheTokens mean tokens that the KV cache of one server holds; empty where the engine does not tell
 * @param inputVariability how much prompts differ in length from one to another: variance / mean^2, >= 0, over the
 *     requests of the model in the last hour or so; empty where too few are known
 * @param outputVariability likewise for generated tokens
 * @param computedInputTokens mean prompt tokens of a request that the engine computes, the others being in its prefix
 *     cache, over the last minutes; empty where it does not tell
 * @param tokensPerStep mean tokens that a request gets in a step of speculative decoding, >= 1; empty without
 */
public record Load(
        double arrivalRatePerSecond,
        double completionRatePerSecond,
        OptionalDouble inputTokens,
        OptionalDouble outputTokens,
        OptionalDouble ttftMillis,
        OptionalDouble itlMillis,
        OptionalDouble waitMillis,
        double running,
        double waiting,
        OptionalDouble kvCacheUsage,
        double abandonedRatePerSecond,
        OptionalDouble kvCacheTokens,
        OptionalDouble inputVariability,
        OptionalDouble outputVariability,
        OptionalDouble computedInputTokens,
        OptionalDouble tokensPerStep) {

    public static final Load NONE = new Load(
            0,
            0,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            0,
            OptionalDouble.empty(),
            0,
            OptionalDouble.empty());

    public Load {
        Checks.notNegative(arrivalRatePerSecond, "arrivalRatePerSecond");
        Checks.notNegative(completionRatePerSecond, "completionRatePerSecond");
        Checks.notNegative(running, "running");
        Checks.notNegative(waiting, "waiting");
        Checks.notNegative(abandonedRatePerSecond, "abandonedRatePerSecond");
        inputVariability.ifPresent(value -> Checks.notNegative(value, "inputVariability"));
        outputVariability.ifPresent(value -> Checks.notNegative(value, "outputVariability"));
        computedInputTokens.ifPresent(value -> Checks.notNegative(value, "computedInputTokens"));
        tokensPerStep.ifPresent(value -> Checks.notNegative(value - 1, "tokensPerStep - 1"));
    }

    /** Requests of which nothing is known but their mean lengths. */
    public Load(
            double arrivalRatePerSecond,
            double completionRatePerSecond,
            OptionalDouble inputTokens,
            OptionalDouble outputTokens,
            OptionalDouble ttftMillis,
            OptionalDouble itlMillis,
            OptionalDouble waitMillis,
            double running,
            double waiting,
            OptionalDouble kvCacheUsage,
            double abandonedRatePerSecond,
            OptionalDouble kvCacheTokens) {
        this(
                arrivalRatePerSecond,
                completionRatePerSecond,
                inputTokens,
                outputTokens,
                ttftMillis,
                itlMillis,
                waitMillis,
                running,
                waiting,
                kvCacheUsage,
                abandonedRatePerSecond,
                kvCacheTokens,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** A steady load: as many requests complete as arrive. */
    public Load(
            double arrivalRatePerSecond,
            OptionalDouble inputTokens,
            OptionalDouble outputTokens,
            OptionalDouble ttftMillis,
            OptionalDouble itlMillis,
            OptionalDouble waitMillis,
            double running,
            double waiting,
            OptionalDouble kvCacheUsage) {
        this(
                arrivalRatePerSecond,
                arrivalRatePerSecond,
                inputTokens,
                outputTokens,
                ttftMillis,
                itlMillis,
                waitMillis,
                running,
                waiting,
                kvCacheUsage,
                0,
                OptionalDouble.empty());
    }

    /** The same, with another number of requests that arrive, wait and seem to give up. */
    public Load withQueue(double arrivalsPerSecond, double waitingNow, double abandonedPerSecond) {
        return with(
                arrivalsPerSecond,
                waitingNow,
                abandonedPerSecond,
                inputVariability,
                outputVariability,
                computedInputTokens);
    }

    /** The same, with what is known of how unlike in length the requests are. */
    public Load withVariability(OptionalDouble ofInput, OptionalDouble ofOutput) {
        return with(arrivalRatePerSecond, waiting, abandonedRatePerSecond, ofInput, ofOutput, computedInputTokens);
    }

    /** The same, with the prompt tokens of a request that are computed. */
    public Load withComputedInputTokens(double tokens) {
        return with(
                arrivalRatePerSecond,
                waiting,
                abandonedRatePerSecond,
                inputVariability,
                outputVariability,
                OptionalDouble.of(tokens));
    }

    private Load with(
            double arrivalsPerSecond,
            double waitingNow,
            double abandonedPerSecond,
            OptionalDouble ofInput,
            OptionalDouble ofOutput,
            OptionalDouble computed) {
        return new Load(
                arrivalsPerSecond,
                completionRatePerSecond,
                inputTokens,
                outputTokens,
                ttftMillis,
                itlMillis,
                waitMillis,
                running,
                waitingNow,
                kvCacheUsage,
                abandonedPerSecond,
                kvCacheTokens,
                ofInput,
                ofOutput,
                computed,
                tokensPerStep);
    }

    /** Nothing arrived in the window, and nothing is in the system. */
    public boolean isZero() {
        return arrivalRatePerSecond == 0 && running + waiting == 0;
    }
}
