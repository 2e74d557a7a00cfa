package ai.llmd.wva.queueing;

/**
 * How long a request is served in a batch of n: {@code fixedMillis + perRequestMillis * n}, whatever the profile.
 *
 * <p>A profile of alpha and beta only counts K decode steps and no prefill. A profile with prefill counts the prompt
 * and K - 1 further tokens, for the prompt yields the first one; a request with neither prompt nor a second token still
 * counts one step. Without a prompt (I = 0) nothing of the prefill counts, gamma included.
 *
 * @param fixedMillis the part that does not depend on the batch
 * @param perRequestMillis what each request of the batch adds
 */
record ServiceLaw(double fixedMillis, double perRequestMillis) {

    static ServiceLaw of(Replica replica, RequestShape shape) {
        var decode = replica.decode();
        var input = shape.inputTokens();
        var steps = decodeSteps(replica, shape);
        if (replica.prefill().isEmpty()) {
            return new ServiceLaw(steps * decode.alphaMillis(), steps * decode.betaMillis());
        }
        var prefill = replica.prefill().get();
        var gamma = input == 0 ? 0 : prefill.gammaMillis();
        return new ServiceLaw(
                gamma + steps * decode.alphaMillis(), prefill.deltaMillis() * input + steps * decode.betaMillis());
    }

    /** How many tokens a request decodes, as the service time counts them. */
    static double decodeSteps(Replica replica, RequestShape shape) {
        var output = shape.outputTokens();
        if (replica.prefill().isEmpty()) {
            return output;
        }
        return shape.inputTokens() == 0 && output == 1 ? 1 : output - 1;
    }

    /** Time in service in a batch of n, milliseconds. */
    double millisAt(double n) {
        return fixedMillis + perRequestMillis * n;
    }

    /**
     * Completions per millisecond of a batch of n. Never falls with n: it rises to the limit 1 / perRequestMillis, and
     * is that limit throughout when the fixed part is 0.
     */
    double ratePerMilli(double n) {
        return n / millisAt(n);
    }
}
