package ai.llmd.wva.queueing;

import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.simulation.workload.TokenLength;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A replica, its requests and what is promised to them, to hold the sizing against the simulated engine.
 *
 * @param targets TTFT of the mean, TTFT of a share of requests, ITL of the mean, ITL of a share of requests
 */
record SizingShape(
        String name,
        StepLaw law,
        double deltaMillis,
        EngineLimits limits,
        TokenLength input,
        TokenLength output,
        List<Double> targets) {
    private static final int SAMPLES = 200_000;
    private static final int LONGEST_PROMPT = 24_000;
    private static final int LONGEST_ANSWER = 16_000;

    static List<SizingShape> all() {
        try (var in = Objects.requireNonNull(SizingShape.class.getResourceAsStream("/sizing/shapes.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(SizingShape::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SizingShape parse(String line) {
        var field = line.split(",", -1);
        var blocks = Integer.parseInt(field[6]) / EngineLimits.BLOCK_TOKENS;
        return new SizingShape(
                field[0],
                StepLaw.chunked(number(field[1]), number(field[2]), number(field[3]), number(field[4])),
                number(field[4]),
                new EngineLimits(Integer.parseInt(field[5]), blocks, 1 << 20).withWatermark(blocks / 100),
                length(field[7]),
                length(field[8]),
                List.of(number(field[9]), number(field[10]), number(field[11]), number(field[12])));
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static TokenLength length(String text) {
        var word = text.split(" ", -1);
        return switch (word[0]) {
            case "fixed" -> new TokenLength.Fixed(Integer.parseInt(word[1]));
            case "uniform" -> new TokenLength.Uniform(Integer.parseInt(word[1]), Integer.parseInt(word[2]));
            case "geometric" -> new TokenLength.Geometric(number(word[1]));
            default -> new TokenLength.Lognormal(number(word[1]), number(word[2]));
        };
    }

    SequenceSpec draw(SplittableRandom random) {
        var longest = limits.longestSequenceTokens() / 3;
        return new SequenceSpec(
                Math.min(Math.min(longest, LONGEST_PROMPT), input.draw(random)),
                Math.min(Math.min(longest, LONGEST_ANSWER), output.draw(random)),
                FinishReason.LENGTH);
    }

    /** Its lengths as a histogram of them would tell. */
    RequestShape shape() {
        var random = new SplittableRandom(1);
        var sums = new double[4];
        for (var i = 0; i < SAMPLES; i++) {
            var spec = draw(random);
            sums[0] += spec.inputTokens();
            sums[1] += spec.outputTokens();
            sums[2] += (double) spec.inputTokens() * spec.inputTokens();
            sums[3] += (double) spec.outputTokens() * spec.outputTokens();
        }
        var inputTokens = sums[0] / SAMPLES;
        var outputTokens = sums[1] / SAMPLES;
        return new RequestShape(
                inputTokens,
                outputTokens,
                Math.max(0, sums[3] / SAMPLES / (outputTokens * outputTokens) - 1),
                Math.max(0, sums[2] / SAMPLES / (inputTokens * inputTokens) - 1));
    }

    /** Its profile, decode times as they are measured under these requests. */
    Replica replica(RequestShape shape) {
        var beta = law.betaMillis() + law.contextMillis() * BatchCap.contextTokens(shape);
        return Replica.prefillAndDecode(
                        limits.maxBatch(),
                        new DecodeTime(law.alphaMillis(), beta),
                        new PrefillTime(law.alphaMillis(), deltaMillis))
                .withContinuousBatching(ContinuousBatching.withKvCache(OptionalDouble.of((double) limits.kvTokens())));
    }

    /** What is promised, by the figures of {@link SizingTruth#FIGURES}. */
    LatencyTargets target(int figure) {
        var percentile = SizingTruth.PERCENTILES[figure % 4];
        var ofItl = figure >= 4;
        var millis = millis(figure);
        var mean = new LatencyTargets(ofItl ? 0 : millis, ofItl ? millis : 0, 0);
        return percentile == 0 ? mean : mean.atPercentile(percentile);
    }

    double millis(int figure) {
        return targets.get(figure / 4 * 2 + (figure % 4 == 0 ? 0 : 1));
    }
}
