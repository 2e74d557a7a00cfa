package ai.llmd.wva.simulation.workload;

/**
 * A request as its client makes it.
 *
 * @param atMillis since the start of the run
 * @param model index of the model in the workload
 * @param prefixGroup which of the shared beginnings its prompt has, from 0; -1 = none
 * @param prefixTokens how many of its input tokens are that beginning
 * @param patienceMillis how long its client waits, in every try; infinite if it never gives up
 */
public record OfferedRequest(
        double atMillis,
        int model,
        int inputTokens,
        int outputTokens,
        int prefixGroup,
        int prefixTokens,
        double patienceMillis) {
    public static final int NO_PREFIX = -1;

    public OfferedRequest {
        Refuse.ifNegative(atMillis, "atMillis");
        Refuse.unless(inputTokens >= 1, "a request has 1 token or more in it", inputTokens);
        Refuse.unless(outputTokens >= 1, "an answer has 1 token or more", outputTokens);
        Refuse.unless(prefixTokens >= 0 && prefixTokens <= inputTokens, "a prefix is part of a prompt", prefixTokens);
    }
}
