package ai.llmd.wva.queueing;

/**
 * Where a search for a rate starts. A guess saves steps and never changes the answer: it may be anything, even no
 * number. Rates are per millisecond.
 */
final class FirstGuess {
    private final Replica replica;
    private final RequestShape shape;
    private final ServiceLaw law;

    FirstGuess(Replica replica, RequestShape shape, ServiceLaw law) {
        this.replica = replica;
        this.shape = shape;
        this.law = law;
    }

    /** The rate at which decoding alone is as slow as the target. */
    double forItl(double targetMillis) {
        var decode = replica.decode();
        return rateAt((targetMillis - decode.alphaMillis()) / decode.betaMillis());
    }

    /**
     * The rate at which waiting sets in, or the one at which prefill alone is as slow as the target, if that is less.
     */
    double forTtft(double targetMillis) {
        if (replica.prefill().isPresent() && shape.inputTokens() > 0) {
            var prefill = replica.prefill().get();
            var rate = rateAt((targetMillis - prefill.gammaMillis()) / (prefill.deltaMillis() * shape.inputTokens()));
            if (rate > 0) {
                return Math.min(rate, onsetOfWaiting());
            }
        }
        return onsetOfWaiting();
    }

    /**
     * Without a batch limit the weights of the chain are a negative binomial distribution, whose mean gives the batch
     * size that a request meets as n_e = (1 + lambda a) / (1 - lambda b). This is that law solved for lambda; it is all
     * but exact while the limit is far.
     */
    private double rateAt(double concurrency) {
        return (concurrency - 1) / law.millisAt(concurrency);
    }

    /**
     * Servers that share one queue start to make requests wait when about sqrt(N) of them are free (Halfin and Whitt,
     * 1981).
     */
    private double onsetOfWaiting() {
        var batch = replica.maxBatchSize();
        return (1 - 0.5 / Math.sqrt(batch)) * law.ratePerMilli(batch);
    }
}
