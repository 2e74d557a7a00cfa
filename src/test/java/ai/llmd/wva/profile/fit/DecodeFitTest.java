package ai.llmd.wva.profile.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeFitTest {
    @Test
    void thePublishedReplicaIsFoundFromItsOwnTimes() {
        var points = IntStream.rangeClosed(1, 4)
                .mapToObj(n -> new DecodePoint(n, 100, 20.58 + 0.41 * n))
                .toList();

        var fit = DecodeFit.of(points).orElseThrow();

        assertThat(fit.alphaMillis()).isCloseTo(20.58, within(1e-9));
        assertThat(fit.betaMillis()).isCloseTo(0.41, within(1e-9));
        assertThat(fit.kappaMillis()).isZero();
        assertThat(fit.error().worst()).isLessThan(1e-12);
    }

    /** The Go controller's guide to offline benchmarking: Llama-3.1-8B takes 7.0 ms alone and 8.7 ms at 64 at once. */
    @Test
    void theTwoPointsOfThePublishedGuideGiveItsAlphaAndBeta() {
        var fit = DecodeFit.of(List.of(new DecodePoint(1, 192, 7.0), new DecodePoint(64, 192, 8.7)))
                .orElseThrow();

        assertThat(fit.alphaMillis()).isCloseTo(6.973, within(0.001));
        assertThat(fit.betaMillis()).isCloseTo(0.027, within(0.0001));
    }

    /** Steps of 10.65 + n (0.0418 + 5.77e-5 context) ms: llm-inferno's fit of Qwen2.5-14B on an H100. */
    @Test
    void aPublishedLawWithContextIsFoundFromThreePromptLengths() {
        var points = new ArrayList<DecodePoint>();
        for (var context : new double[] {160, 1_056, 4_128}) {
            for (var n : new double[] {1, 4, 16, 64}) {
                points.add(new DecodePoint(n, context, 10.65 + n * (0.0418 + 5.77e-5 * context)));
            }
        }

        var fit = DecodeFit.of(points).orElseThrow();

        assertThat(fit.alphaMillis()).isCloseTo(10.65, within(1e-6));
        assertThat(fit.betaMillis()).isCloseTo(0.0418, within(1e-8));
        assertThat(fit.kappaMillis()).isCloseTo(5.77e-5, within(1e-10));
        assertThat(fit.betaAt(1_000)).isCloseTo(0.0995, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomLawsAreFoundThroughANoiseOfOnePercent(long seed) {
        var random = new Random(1_000_003 * seed);
        var alpha = 5 + 40 * random.nextDouble();
        var beta = alpha * (0.005 + 0.03 * random.nextDouble());
        var points = new ArrayList<DecodePoint>();
        for (var n = 1; n <= 256; n *= 2) {
            points.add(new DecodePoint(n, 200, (alpha + beta * n) * (1 + 0.01 * random.nextGaussian())));
        }

        var fit = DecodeFit.of(points).orElseThrow();

        assertThat(fit.alphaMillis() / alpha).isCloseTo(1, within(0.03));
        assertThat(fit.betaMillis() / beta).isCloseTo(1, within(0.06));
        assertThat(Math.abs(fit.alphaMillis() - alpha)).isLessThan(5 * fit.alphaError());
        assertThat(Math.abs(fit.betaMillis() - beta)).isLessThan(5 * fit.betaError());
        assertThat(fit.error().mean()).isBetween(0.001, 0.02);
    }

    @Test
    void aContextThatCostsNothingIsNotSeenInRoundingErrors() {
        var points = new ArrayList<DecodePoint>();
        for (var context : new double[] {130.3, 577.9, 4_100.7}) {
            for (var n = 1; n <= 64; n *= 2) {
                points.add(new DecodePoint(n, context, 20 + 0.4 * n));
            }
        }

        var fit = DecodeFit.of(points).orElseThrow();

        assertThat(fit.kappaMillis()).isZero();
        assertThat(fit.betaMillis()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void oneOperatingPointTellsNothingHoweverOftenItWasMeasured() {
        assertThat(DecodeFit.of(List.of())).isEmpty();
        assertThat(DecodeFit.of(List.of(new DecodePoint(8, 100, 24)))).isEmpty();
        assertThat(DecodeFit.of(List.of(
                        new DecodePoint(8, 100, 24), new DecodePoint(9, 100, 24.2), new DecodePoint(8, 4_000, 25))))
                .isEmpty();
    }

    @Test
    void noParameterIsBelowZeroWhateverWasMeasured() {
        var falling = DecodeFit.of(List.of(new DecodePoint(1, 100, 20), new DecodePoint(16, 100, 18)))
                .orElseThrow();
        assertThat(falling.betaMillis()).isZero();
        assertThat(falling.alphaMillis()).isBetween(18.0, 20.0);

        var steep = DecodeFit.of(List.of(new DecodePoint(1, 100, 1), new DecodePoint(10, 100, 20)))
                .orElseThrow();
        assertThat(steep.alphaMillis()).isZero();
        assertThat(steep.betaMillis()).isBetween(1.0, 2.0);
    }

    @Test
    void aContextThatIsDrownedInNoiseIsLeftInBeta() {
        var random = new Random(1);
        var points = new ArrayList<DecodePoint>();
        for (var context : new double[] {100, 1_000}) {
            for (var n = 1; n <= 32; n *= 2) {
                points.add(new DecodePoint(n, context, (20 + 0.4 * n) * (1 + 0.01 * random.nextGaussian())));
            }
        }

        assertThat(DecodeFit.of(points).orElseThrow().kappaMillis()).isZero();
    }

    @Test
    void aPointThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new DecodePoint(0, 1, 1)).hasMessageContaining("requests");
        assertThatThrownBy(() -> new DecodePoint(1, -1, 1)).hasMessageContaining("contextTokens");
        assertThatThrownBy(() -> new DecodePoint(1, 1, Double.NaN)).hasMessageContaining("itlMillis");
    }
}
