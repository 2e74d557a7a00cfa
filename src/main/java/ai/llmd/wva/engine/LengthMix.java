package ai.llmd.wva.engine;

/**
 * How long the requests are that replicas serve.
 *
 * @param inputTokens mean of prompts, at least 1
 * @param outputTokens mean of answers, at least 1
 * @param contextTokens what a request has in the KV cache while it decodes, mean over that time
 */
public record LengthMix(double inputTokens, double outputTokens, double contextTokens) {

    /** Requests that are all alike. */
    public static LengthMix of(double inputTokens, double outputTokens) {
        return new LengthMix(inputTokens, outputTokens, context(inputTokens, outputTokens));
    }

    /** What one request has in the cache while it decodes: its prompt, and half its answer. */
    static double context(double inputTokens, double outputTokens) {
        return inputTokens + outputTokens / 2;
    }

    /** Adds requests up. */
    public static final class Sum {
        private double requests;
        private double input;
        private double output;
        private double contextOfOutput;

        public void add(int inputTokens, int outputTokens) {
            requests++;
            input += inputTokens;
            output += outputTokens;
            contextOfOutput += outputTokens * context(inputTokens, outputTokens);
        }

        public boolean isEmpty() {
            return requests == 0;
        }

        /** What they are like, each token of an answer as much as another; there must be a request. */
        public LengthMix mix() {
            return new LengthMix(input / requests, output / requests, contextOfOutput / output);
        }
    }
}
