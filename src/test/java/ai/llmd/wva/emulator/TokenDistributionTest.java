package ai.llmd.wva.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenDistributionTest {
    @ParameterizedTest
    @EnumSource
    void theMeanIsTheOneAskedFor(TokenDistribution distribution) {
        var random = new Random(5);

        var mean = IntStream.range(0, 100_000)
                .map(i -> distribution.sample(178, random))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(178, withinPercentage(1));
    }

    @ParameterizedTest
    @EnumSource
    void aLengthIsNeverBelowOne(TokenDistribution distribution) {
        var random = new Random(6);

        for (var mean = 1; mean < 5; mean++) {
            for (var i = 0; i < 1_000; i++) {
                assertThat(distribution.sample(mean, random)).isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"uniform,1,19", "uniform-narrow,5,15", "deterministic,10,10"})
    void boundedOnesKeepTheirBounds(String label, int least, int most) {
        var random = new Random(7);
        var distribution = TokenDistribution.parse(label).orElseThrow();

        var lengths = IntStream.range(0, 2_000)
                .map(i -> distribution.sample(10, random))
                .summaryStatistics();

        assertThat(lengths.getMin()).isEqualTo(least);
        assertThat(lengths.getMax()).isEqualTo(most);
    }

    @Test
    void exponentialLengthsHaveNoMemory() {
        var random = new Random(8);
        var lengths = IntStream.range(0, 200_000)
                .map(i -> TokenDistribution.EXPONENTIAL.sample(50, random))
                .toArray();

        var restOfLongOnes = IntStream.of(lengths)
                .filter(length -> length > 100)
                .map(length -> length - 100)
                .average();

        assertThat(restOfLongOnes.orElseThrow()).isCloseTo(50, withinPercentage(3));
    }

    @Test
    void namesAreReadInAnyCase() {
        assertThat(TokenDistribution.parse("Uniform_Narrow")).contains(TokenDistribution.UNIFORM_NARROW);
        assertThat(TokenDistribution.parse("zipf")).isEmpty();
        assertThat(TokenDistribution.labels()).isEqualTo("deterministic, uniform, uniform-narrow, normal, exponential");
    }
}
