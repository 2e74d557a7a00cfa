package ai.llmd.wva.engine;

import java.util.Random;

/** Engines and requests from a seed: small, so that slots, blocks and the step budget all run out. */
final class RandomEngines {
    private RandomEngines() {}

    /** A law that reads prompts for free (0), beside the steps (1) or in chunks (2). */
    static StepLaw law(Random random, int reading) {
        var alphaMillis = 1 + random.nextDouble() * 20;
        var betaMillis = random.nextDouble();
        return switch (reading) {
            case 0 -> StepLaw.decodeOnly(alphaMillis, betaMillis);
            case 1 -> StepLaw.beside(alphaMillis, betaMillis, 1 + random.nextDouble() * 20, random.nextDouble() / 10);
            default -> StepLaw.chunked(alphaMillis, betaMillis, random.nextDouble() / 100, random.nextDouble() / 10);
        };
    }

    static EngineLimits limits(Random random) {
        var batch = 1 + random.nextInt(12);
        return new EngineLimits(batch, 2 + random.nextInt(40), 20 + random.nextInt(400))
                .withStepTokens(batch + random.nextInt(300))
                .withWatermark(random.nextInt(4))
                .withPrefixTokens(random.nextBoolean() ? 0 : 50 + random.nextInt(300));
    }

    static SequenceSpec spec(Random random, EngineLimits limits) {
        var longest = limits.longestSequenceTokens();
        var input = 1 + random.nextInt(longest - 1);
        var output = 1 + random.nextInt(Math.min(60, longest - input));
        var prefix = new PromptPrefix(random.nextInt(4), random.nextInt(input + 1));
        return new SequenceSpec(input, output, FinishReason.STOP, prefix);
    }
}
