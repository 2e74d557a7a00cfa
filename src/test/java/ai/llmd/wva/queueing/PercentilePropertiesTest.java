package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every sizing by percentile, whatever the replica and however the lengths vary. */
class PercentilePropertiesTest {
    private static final int SAMPLES = 2_000;
    private static final int RATES = 30;

    private static Stream<RandomReplicas.Sample> samples(RandomReplicas random) {
        return random.stream(SAMPLES)
                .map(sample -> new RandomReplicas.Sample(
                        sample.replica(),
                        new RequestShape(
                                sample.shape().inputTokens(),
                                sample.shape().outputTokens(),
                                variability(random.fraction()))));
    }

    /** Equal lengths, exponential ones, and anything in between and beyond. */
    private static double variability(double fraction) {
        return fraction < 0.3 ? 0 : fraction < 0.6 ? 1 : 4 * (fraction - 0.6);
    }

    private static double percentile(RandomReplicas random) {
        return 50 + 49 * random.fraction();
    }

    /** As far as half of the requests: no percentile asks for less, so that a search finds the only rate. */
    @Test
    void theSharesThatMissTheirTargetsNeverFallWithTheRate() {
        var random = new RandomReplicas(31, 1024);
        samples(random).forEach(sample -> {
            var targets = SizerPropertiesTest.targetsFor(sample, random).atPercentile(95);
            var model = sample.model();
            var chain = model.newChain();
            var promise = new PercentilePromise(sample.replica(), sample.shape(), model.law(), chain, targets, 95);
            var ttft = 0.0;
            var itl = 0.0;
            for (var i = 1; i <= RATES; i++) {
                var share = (double) i / RATES;
                chain.solve(model.maxRatePerSecond() / 1000 * share);
                assertThat(promise.ttft())
                        .as("TTFT at %s of the largest rate, %s for %s", share, sample, targets)
                        .isBetween(ttft - 1e-9, 1 + 1e-9);
                assertThat(promise.itl())
                        .as("ITL at %s of the largest rate, %s for %s", share, sample, targets)
                        .isBetween(itl - 1e-9, 1 + 1e-9);
                ttft = Math.min(0.5, promise.ttft());
                itl = Math.min(0.5, promise.itl());
            }
        });
    }

    @Test
    void aHigherPercentileNeverAllowsMore() {
        var random = new RandomReplicas(32, 1024);
        samples(random).forEach(sample -> {
            var targets = SizerPropertiesTest.targetsFor(sample, random);
            var one = percentile(random);
            var other = percentile(random);
            var higher = Sizer.size(sample.replica(), sample.shape(), targets.atPercentile(Math.max(one, other)));
            var lower = Sizer.size(sample.replica(), sample.shape(), targets.atPercentile(Math.min(one, other)));
            if (higher instanceof Sizing.Feasible strict) {
                assertThat(lower).as("%s for %s", sample, targets).isInstanceOf(Sizing.Feasible.class);
                assertThat(((Sizing.Feasible) lower).maxRatePerSecond())
                        .as("%s for %s at %s and %s", sample, targets, one, other)
                        .isGreaterThanOrEqualTo(strict.maxRatePerSecond() * (1 - 1e-9));
            }
        });
    }

    @Test
    void aLaxerTargetNeverLowersTheRate() {
        var random = new RandomReplicas(33, 1024);
        samples(random).forEach(sample -> {
            var percentile = percentile(random);
            var strict = SizerPropertiesTest.targetsFor(sample, random).atPercentile(percentile);
            var lax = new LatencyTargets(
                            strict.ttftMillis() * (1 + random.fraction()),
                            strict.itlMillis() * (1 + random.fraction()),
                            0)
                    .atPercentile(percentile);
            SizerPropertiesTest.assertNoSmallerRate(sample, strict, lax);
        });
    }

    @Test
    void everyAnswerIsWithinTheSearchedRates() {
        var random = new RandomReplicas(34, 1024);
        samples(random).forEach(sample -> {
            var targets = SizerPropertiesTest.targetsFor(sample, random).atPercentile(percentile(random));
            var sizing = Sizer.size(sample.replica(), sample.shape(), targets);
            var model = sample.model();
            if (sizing instanceof Sizing.Feasible feasible) {
                assertThat(feasible.maxRatePerSecond())
                        .as("%s for %s", sample, targets)
                        .isBetween(model.minRatePerSecond(), model.maxRatePerSecond());
            } else if (sizing instanceof Sizing.Infeasible infeasible) {
                assertThat(infeasible.bestMillis())
                        .as("%s for %s", sample, targets)
                        .isFinite()
                        .isGreaterThan(infeasible.targetMillis());
            }
        });
    }

    /** Markov's inequality: no more than 1 / k of the requests exceed k times the mean. */
    @Test
    void aTargetOfTwiceTheMeanTtftIsMetByHalfOfTheRequests() {
        var random = new RandomReplicas(35, 1024);
        random.stream(SAMPLES)
                .filter(sample -> sample.replica().prefill().isPresent())
                .forEach(sample -> {
                    var ttftMillis =
                            SizerPropertiesTest.targetsFor(sample, random).ttftMillis();
                    var ofMean = Sizer.size(sample.replica(), sample.shape(), new LatencyTargets(ttftMillis / 2, 0, 0));
                    if (ofMean instanceof Sizing.Feasible feasible) {
                        var ofHalf = Sizer.size(
                                sample.replica(),
                                sample.shape(),
                                new LatencyTargets(ttftMillis, 0, 0).atPercentile(50));
                        assertThat(ofHalf).as(sample.toString()).isInstanceOf(Sizing.Feasible.class);
                        assertThat(((Sizing.Feasible) ofHalf).maxRatePerSecond())
                                .as("%s for %s ms", sample, ttftMillis)
                                .isGreaterThanOrEqualTo(feasible.maxRatePerSecond() * (1 - 1e-9));
                    }
                });
    }
}
