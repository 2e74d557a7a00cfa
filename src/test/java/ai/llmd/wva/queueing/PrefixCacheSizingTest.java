package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.EngineCounters;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.EngineState;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.PromptPrefix;
import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.simulation.workload.TokenLength;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The law continuous, told how many prompt tokens are computed as the engine's counters tell it, against the engine
 * with a prefix cache: the rate at which the mean first misses its target.
 */
class PrefixCacheSizingTest {
    private static final int REQUESTS = 12_000;
    private static final double DELTA_MILLIS = 0.0628;
    /** What is left of unlike prompts is taken for more unlike than it is where many are shorter than the prefix. */
    private static final double MOST_CAREFUL = 1.15;

    private static final StepLaw LAW = StepLaw.chunked(18, 0.12, 1.5e-5, DELTA_MILLIS);
    private static final EngineLimits LIMITS =
            new EngineLimits(256, 30_000, 1 << 20).withWatermark(300).withPrefixTokens(200_000);

    private record Case(TokenLength input, TokenLength output, int prefixTokens) {
        SequenceSpec draw(SplittableRandom random) {
            var length = Math.min(24_000, input.draw(random));
            var prefix = new PromptPrefix(1 + random.nextInt(20), Math.min(prefixTokens, length));
            return new SequenceSpec(length, Math.min(8000, output.draw(random)), FinishReason.LENGTH, prefix);
        }
    }

    /** What the engine did. */
    private record Run(double ttftMillis, double itlMillis, double cachedShare) {}

    private static Run run(Case requests, double perSecond) {
        var counters = new EngineCounters(LIMITS);
        var engine = new Engine(LAW, LIMITS, counters);
        var random = new SplittableRandom(7);
        var arrivals = random.split();
        var sequences = new ArrayList<Sequence>();
        var at = 0.0;
        for (var i = 0; i < REQUESTS; i++) {
            at -= Math.log(1 - arrivals.nextDouble()) * 1000 / perSecond;
            sequences.add(engine.submit(at, requests.draw(random)));
        }
        engine.advance(Double.MAX_VALUE);
        var settled = sequences.subList(REQUESTS / 8, REQUESTS - REQUESTS / 50);
        return new Run(
                settled.stream()
                        .mapToDouble(Sequence::firstTokenMillis)
                        .average()
                        .orElseThrow(),
                settled.stream().mapToDouble(Sequence::decodeMillis).sum()
                        / settled.stream()
                                .mapToDouble(one -> one.spec().outputTokens() - 1)
                                .sum(),
                total(counters, engine.state(), "prefix_cache_hits_total")
                        / total(counters, engine.state(), "prefix_cache_queries_total"));
    }

    private static double total(EngineCounters counters, EngineState state, String name) {
        var values = new double[1];
        counters.series(name::equals).read(state, values);
        return values[0];
    }

    @ParameterizedTest
    @CsvSource({
        "fixed 4000, geometric 250, 2900, 400, 60",
        "lognormal 3000, geometric 300, 1500, 400, 60",
        "geometric 2000, lognormal 100, 1000, 250, 80"
    })
    void theSizedRateIsNearTheOneAtWhichTheEngineFirstMissesItsTarget(
            String input, String output, int prefixTokens, double ttftMillis, double itlMillis) {
        var requests = new Case(length(input), length(output), prefixTokens);
        var lengths = lengths(requests);
        var share = run(requests, 2).cachedShare();
        var shape = new RequestShape(
                lengths.inputTokens(),
                lengths.outputTokens(),
                lengths.outputVariability(),
                lengths.inputVariability(),
                lengths.inputTokens() * (1 - share),
                1);
        var beta = LAW.betaMillis() + LAW.contextMillis() * BatchCap.contextTokens(shape);
        var replica = Replica.prefillAndDecode(
                        LIMITS.maxBatch(), new DecodeTime(LAW.alphaMillis(), beta), new PrefillTime(18, DELTA_MILLIS))
                .withContinuousBatching(ContinuousBatching.withKvCache(OptionalDouble.of((double) LIMITS.kvTokens())));
        for (var targets : List.of(new LatencyTargets(ttftMillis, 0, 0), new LatencyTargets(0, itlMillis, 0))) {
            var rate = ((Sizing.Feasible) Sizer.size(replica, shape, targets)).maxRatePerSecond();
            assertThat(misses(run(requests, 0.97 * rate), targets))
                    .as("at 3 %% less than %s", rate)
                    .isFalse();
            assertThat(misses(run(requests, MOST_CAREFUL * rate), targets))
                    .as("at more than %s", rate)
                    .isTrue();
            var whole = ((Sizing.Feasible) Sizer.size(replica, lengths, targets)).maxRatePerSecond();
            assertThat(whole).as("if all were computed").isLessThan(0.75 * rate);
        }
    }

    private static boolean misses(Run run, LatencyTargets targets) {
        return (targets.ttftMillis() > 0 && run.ttftMillis() > targets.ttftMillis())
                || (targets.itlMillis() > 0 && run.itlMillis() > targets.itlMillis());
    }

    private static RequestShape lengths(Case requests) {
        var random = new SplittableRandom(1);
        var sums = new double[4];
        var draws = 100_000;
        for (var i = 0; i < draws; i++) {
            var spec = requests.draw(random);
            sums[0] += spec.inputTokens();
            sums[1] += spec.outputTokens();
            sums[2] += (double) spec.inputTokens() * spec.inputTokens();
            sums[3] += (double) spec.outputTokens() * spec.outputTokens();
        }
        var input = sums[0] / draws;
        var output = sums[1] / draws;
        return new RequestShape(
                input, output, sums[3] / draws / output / output - 1, Math.max(0, sums[2] / draws / input / input - 1));
    }

    private static TokenLength length(String text) {
        var word = text.split(" ", 2);
        return switch (word[0]) {
            case "fixed" -> new TokenLength.Fixed(Integer.parseInt(word[1]));
            case "geometric" -> new TokenLength.Geometric(Double.parseDouble(word[1]));
            default -> new TokenLength.Lognormal(Double.parseDouble(word[1]), 1);
        };
    }
}
