package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometricSumsTest {
    private final GeometricSums sums = new GeometricSums();

    @ParameterizedTest
    @CsvSource({
        "0.5, 1",
        "0.5, 2",
        "0.5, 3",
        "0.9, 7",
        "0.25, 64",
        "0.999, 80",
        "0.999999999, 1000",
        "0.999999999999, 999",
        "1e-9, 40"
    })
    void equalTheSumsTermByTerm(double ratio, int terms) {
        sums.compute(ratio, terms);

        var power = BigDecimal.ONE;
        var plain = BigDecimal.ZERO;
        var weighted = BigDecimal.ZERO;
        for (var j = 0; j < terms; j++) {
            plain = plain.add(power);
            weighted = weighted.add(power.multiply(BigDecimal.valueOf(j + 1)));
            power = power.multiply(new BigDecimal(ratio), MathContext.DECIMAL128);
        }
        assertThat(sums.plain()).isCloseTo(plain.doubleValue(), withinPercentage(1e-11));
        assertThat(sums.weighted()).isCloseTo(weighted.doubleValue(), withinPercentage(1e-11));
        assertThat(sums.power()).isCloseTo(power.doubleValue(), withinPercentage(1e-11));
    }

    @Test
    void countTheTermsWhereTheRatioIsOne() {
        sums.compute(1, 2560);

        assertThat(sums.plain()).isEqualTo(2560);
        assertThat(sums.weighted()).isEqualTo(2560.0 * 2561 / 2);
        assertThat(sums.power()).isEqualTo(1);
    }

    @Test
    void holdTheFirstTermAloneWhereTheRatioIsZero() {
        sums.compute(0, 10);

        assertThat(sums.plain()).isEqualTo(1);
        assertThat(sums.weighted()).isEqualTo(1);
        assertThat(sums.power()).isZero();
    }

    @Test
    void areEmptyWithoutWaitingPlaces() {
        sums.compute(0.7, 0);

        assertThat(sums.plain()).isZero();
        assertThat(sums.weighted()).isZero();
        assertThat(sums.power()).isEqualTo(1);
    }

    @Test
    void doNotOverflowForTheLongestQueueThereIs() {
        sums.compute(1, Integer.MAX_VALUE);

        assertThat(sums.plain()).isEqualTo(Integer.MAX_VALUE);
        assertThat(sums.weighted()).isCloseTo(0.5 * Integer.MAX_VALUE * 2147483648.0, withinPercentage(1e-10));
    }
}
