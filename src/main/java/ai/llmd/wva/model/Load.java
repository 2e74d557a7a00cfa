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
 * @param itlMillis mean inter-token latency
 * @param waitMillis mean time in the queue
 * @param running requests in a batch now
 * @param waiting requests in a queue now
 * @param kvCacheUsage mean share of KV cache in use, 0..1
 * @param abandonedRatePerSecond requests that seem to give up while they wait, per second: an estimate, since no
 *     counter shows them; 0 while no queue stands. Demand is then between the arrival rate and the sum of both
 * @param kvCacheTokens mean tokens that the KV cache of one server holds; empty where the engine does not tell
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
        OptionalDouble kvCacheTokens) {

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
                kvCacheTokens);
    }

    /** Nothing arrived in the window, and nothing is in the system. */
    public boolean isZero() {
        return arrivalRatePerSecond == 0 && running + waiting == 0;
    }
}
