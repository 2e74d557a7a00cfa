package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
    private final AtomicInteger steps = new AtomicInteger();

    private double search(DoubleUnaryOperator latency, double target, double low, double high, double guess) {
        return new RateSearch(
                        rate -> {
                            steps.incrementAndGet();
                            return latency.applyAsDouble(rate);
                        },
                        target)
                .largestRate(low, latency.applyAsDouble(low), high, latency.applyAsDouble(high), guess);
    }

    @Test
    void findsTheRateOfAStraightLine() {
        var rate = search(x -> 5 + 2 * x, 12, 0.001, 100, 0);

        assertThat(rate).isCloseTo(3.5, within(3.5e-10));
        assertThat(steps.get()).isLessThan(15);
    }

    @Test
    void findsTheRateOfALatencyThatExplodesNearSaturation() {
        var rate = search(x -> 0.01 / (1 - x), 5, 1e-6, 0.999, 0);

        assertThat(rate).isCloseTo(1 - 0.01 / 5, within(1e-10));
        assertThat(steps.get()).isLessThan(15);
    }

    @Test
    void findsTheRateOfALatencyThatIsNothingForLong() {
        var rate = search(x -> Math.pow(x, 256), 1e-3, 1e-6, 1, 0);

        assertThat(rate).isCloseTo(Math.pow(1e-3, 1 / 256.0), within(1e-10));
        assertThat(steps.get()).isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-6, 0.4999999999, 0.5, 0.75, 0.999})
    void findsTheSameRateWhateverTheGuess(double guess) {
        assertThat(search(x -> x * x, 0.25, 1e-6, 1, guess)).isCloseTo(0.5, within(1e-10));
    }

    @Test
    void knowsAPerfectGuessInTwoSteps() {
        search(x -> x * x, 0.25, 1e-6, 1, 0.5);

        assertThat(steps.get()).isEqualTo(2);
    }

    /** The point of a jump is an answer too: the last rate before it. */
    @Test
    void staysBelowAJump() {
        var rate = search(x -> x < 0.3 ? 1 : 1000, 10, 1e-6, 1, 0);

        assertThat(rate).isLessThan(0.3).isCloseTo(0.3, within(1e-10));
    }

    @Test
    void neverAnswersWithARateThatMissesTheTarget() {
        DoubleUnaryOperator latency = x -> 20.58 + 0.41 * x * x / (1 - x);
        for (var target = 20.6; target < 400; target *= 1.01) {
            var rate = search(latency, target, 1e-3, 0.999, 0);
            assertThat(latency.applyAsDouble(rate)).isLessThanOrEqualTo(target);
            assertThat(latency.applyAsDouble(rate * (1 + 3e-10))).isGreaterThan(target);
        }
    }

    /** Between a thousandth of mu(1) and mu(N), for the largest N an int holds. */
    @Test
    void closesTheWidestBracketOfAReplica() {
        assertThat(search(x -> x, 1e-9, 1e-12, 1, 0)).isCloseTo(1e-9, within(1e-19));
        assertThat(search(x -> x < 3e-12 ? 0 : 1, 0.5, 1e-12, 1, 0)).isCloseTo(3e-12, within(1e-21));
    }
}
