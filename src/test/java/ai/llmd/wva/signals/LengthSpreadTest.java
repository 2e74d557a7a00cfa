package ai.llmd.wva.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets as vLLM has them: 1, 2, 5, 10, 20, 50 and so on. */
class LengthSpreadTest {
    private static final int DRAWS = 40_000;
    private static final double[] BOUNDS = DoubleStream.iterate(1, power -> power < 1e5, power -> power * 10)
            .flatMap(power -> DoubleStream.of(power, 2 * power, 5 * power))
            .toArray();

    private final Random random = new Random(20261129);

    /** What is estimated, and what is true. */
    private record Result(double estimated, double real) {}

    private static Result of(int draws, DoubleSupplier lengths) {
        var counts = new double[BOUNDS.length + 1];
        double sum = 0;
        double squares = 0;
        for (var i = 0; i < draws; i++) {
            double length = Math.max(1, Math.min(100_000, Math.rint(lengths.getAsDouble())));
            sum += length;
            squares += length * length;
            int bucket = 0;
            while (bucket < BOUNDS.length && length > BOUNDS[bucket]) {
                bucket++;
            }
            counts[bucket]++;
        }
        double mean = sum / draws;
        return new Result(LengthSpread.variability(BOUNDS, counts, mean), squares / draws / (mean * mean) - 1);
    }

    private double geometric(double mean) {
        return Math.ceil(Math.log(1 - random.nextDouble()) / Math.log1p(-1 / mean));
    }

    private double lognormal(double mean, double variance) {
        return mean * Math.exp(Math.sqrt(variance) * random.nextGaussian() - variance / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 250, 700, 1400, 2000, 3500, 9000})
    void geometricLengthsAreFoundToSixPercent(int mean) {
        var result = of(DRAWS, () -> geometric(mean));
        assertThat(result.estimated()).isCloseTo(result.real(), within(0.06 * result.real()));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 250, 700, 1400, 2000, 3500, 9000})
    void lognormalLengthsAreFoundToEightPercentOrSixHundredths(int mean) {
        for (var variance : new double[] {0.1, 0.3, 0.7, 1, 1.5}) {
            var result = of(DRAWS, () -> lognormal(mean, variance));
            assertThat(result.estimated())
                    .as("variance %s", variance)
                    .isCloseTo(result.real(), within(Math.max(0.06, 0.08 * result.real())));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 250, 700, 1400, 2000, 3500, 4999, 5001, 9000})
    void equalLengthsAreNearlyEqual(int mean) {
        assertThat(of(100, () -> mean).estimated()).isBetween(0.0, 0.065);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 250, 700, 1400, 2000, 3500, 9000})
    void uniformLengthsAreMadeMoreUnlikeThanTheyAre(int mean) {
        var whole = of(DRAWS, () -> 1 + random.nextInt(2 * mean - 1));
        assertThat(whole.estimated() - whole.real()).isBetween(-0.01, 0.17);
        var half = of(DRAWS, () -> mean / 2.0 + random.nextInt(mean));
        assertThat(half.estimated() - half.real()).isBetween(-0.01, 0.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 250, 700, 1400, 2000, 3500, 9000})
    void twoLengthsFarApartAreVeryUnlike(int mean) {
        var result = of(DRAWS, () -> random.nextDouble() < 0.8 ? 0.3 * mean : 3.8 * mean);
        assertThat(result.estimated() / result.real()).isBetween(0.8, 1.5);
    }

    @Test
    void aHundredRequestsTellRoughly() {
        var worst = 0.0;
        for (var i = 0; i < 200; i++) {
            worst = Math.max(worst, Math.abs(of(100, () -> geometric(700)).estimated() - 1));
        }
        assertThat(worst).isLessThan(1);
    }

    @Test
    void bucketsMayBeAsCoarseAsTheyLike() {
        for (var mean : new double[] {1, 3, 100, 5000, 9999, 20_000}) {
            assertThat(LengthSpread.variability(new double[] {10_000}, new double[] {1000, 0}, mean))
                    .isBetween(0.0, 10.0);
        }
    }

    @Test
    void lengthsBeyondTheLastBoundCount() {
        var counts = new double[] {0, 0, 100};
        assertThat(LengthSpread.variability(new double[] {10, 20}, counts, 30)).isBetween(0.0, 0.06);
        assertThat(LengthSpread.variability(new double[] {10, 20}, counts, 1000))
                .isZero();
    }
}
