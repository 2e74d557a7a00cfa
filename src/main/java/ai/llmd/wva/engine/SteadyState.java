package ai.llmd.wva.engine;

/**
 * A replica that has as many requests of a kind at once as its limits and a latency target allow, in the mean: what it
 * can serve over a long time. Chance is left out: where requests come at random, a replica that is to start each of
 * them within a few seconds carries some percent less.
 */
public final class SteadyState {
    /**
     * How full a KV cache can be for long. In a fuller one there is no room for what running requests add, and what is
     * preempted and computed again is more than the room gains. Measured with {@link Engine} over five mixes: 0.84 to
     * 0.89.
     */
    static final double KV_FILL = 0.88;

    private final StepLaw law;
    private final LengthMix mix;
    private final double requests;
    private final double stepMillis;

    private SteadyState(StepLaw law, LengthMix mix, double requests, double stepMillis) {
        this.law = law;
        this.mix = mix;
        this.requests = requests;
        this.stepMillis = stepMillis;
    }

    /**
     * The fullest replica that keeps to the limits.
     *
     * @param itlMillis the most that there may be between two tokens of an answer, on average
     */
    public static SteadyState of(StepLaw law, EngineLimits limits, LengthMix mix, double itlMillis) {
        var most = Math.min(limits.maxBatch(), cached(limits, mix));
        if (law.prompts() instanceof PromptReading.Chunked) {
            return chunked(law, limits, mix, itlMillis, most);
        }
        var perSequence = law.betaMillis() + law.contextMillis() * mix.contextTokens();
        var fast = perSequence > 0 ? (itlMillis - law.alphaMillis()) / perSequence : most;
        var requests = Math.max(1, Math.min(most, fast));
        return new SteadyState(law, mix, requests, law.alphaMillis() + perSequence * requests);
    }

    /** Every step gives each answer a token, and reads as many prompts as answers end in it. */
    private static SteadyState chunked(
            StepLaw law, EngineLimits limits, LengthMix mix, double itlMillis, double mostRequests) {
        var tokens = decoded(mix.outputTokens());
        var perRequest = chunkedMillis(law, mix.inputTokens(), tokens, mix.contextTokens());
        var perStep = Math.min(mostRequests / tokens, limits.stepTokens() / (tokens + mix.inputTokens()));
        if (perRequest > 0) {
            // a single request at a time can be as slow as it is
            perStep = Math.min(perStep, Math.max(1 / tokens, (itlMillis - law.alphaMillis()) / perRequest));
        }
        return new SteadyState(law, mix, perStep * tokens, law.alphaMillis() + perStep * perRequest);
    }

    /** Requests at once. */
    public double requests() {
        return requests;
    }

    /** Between two tokens of an answer. */
    public double stepMillis() {
        return stepMillis;
    }

    public double requestsPerSecond() {
        return 1000 * requests / requestMillis(mix.inputTokens(), mix.outputTokens());
    }

    /** From a request's start to its end. */
    public double requestMillis(double inputTokens, double outputTokens) {
        if (law.prompts() instanceof PromptReading.Beside beside) {
            var prompt = beside.gammaMillis() + beside.deltaMillis() * inputTokens * requests;
            return prompt + (outputTokens - 1) * stepMillis;
        }
        return law.prompts() instanceof PromptReading.Chunked
                ? decoded(outputTokens) * stepMillis
                : outputTokens * stepMillis;
    }

    /**
     * What a request costs of a replica's time, its share of what each step costs anyway included. Requests of the mix
     * cost what it says on average: as many as {@link #requestsPerSecond()} cost a second.
     */
    public double replicaMillis(double inputTokens, double outputTokens) {
        if (law.prompts() instanceof PromptReading.Chunked) {
            var tokens = decoded(outputTokens);
            return tokens * law.alphaMillis() / requests
                    + chunkedMillis(law, inputTokens, tokens, LengthMix.context(inputTokens, outputTokens));
        }
        return requestMillis(inputTokens, outputTokens) / requests;
    }

    /** The part of {@link #replicaMillis} that its prompt costs, which has to be done before its first token. */
    public double promptMillis(double inputTokens) {
        if (law.prompts() instanceof PromptReading.Beside beside) {
            return beside.gammaMillis() / requests + beside.deltaMillis() * inputTokens;
        }
        return law.prompts() instanceof PromptReading.Chunked chunked ? inputTokens * chunked.tokenMillis() : 0;
    }

    private static double chunkedMillis(StepLaw law, double inputTokens, double decoded, double context) {
        var perToken = law.betaMillis() + law.contextMillis() * context;
        return decoded * perToken + inputTokens * ((PromptReading.Chunked) law.prompts()).tokenMillis();
    }

    /** Tokens after the first, which comes with the prompt; an answer of one token holds its place for that step. */
    private static double decoded(double outputTokens) {
        return Math.max(1, outputTokens - 1);
    }

    /** Requests whose tokens the cache holds for long, in whole blocks. */
    private static double cached(EngineLimits limits, LengthMix mix) {
        return KV_FILL * limits.kvTokens() / (mix.contextTokens() + EngineLimits.BLOCK_TOKENS / 2.0);
    }
}
