package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencySketchTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.9, 0.95, 0.99, 0.999})
    void quantilesAreWithinOnePercent(double quantile) {
        var random = new Random(9);
        var values = new double[20_000];
        var sketch = new LatencySketch();
        for (var i = 0; i < values.length; i++) {
            values[i] = Math.exp(random.nextGaussian() * 2 + 4);
            sketch.add(values[i]);
        }
        Arrays.sort(values);

        var exact = values[(int) Math.ceil(quantile * values.length) - 1];

        assertThat(sketch.quantileMillis(quantile)).isCloseTo(exact, withinPercentage(1.01));
    }

    @Test
    void meanAndMaximumAreExact() {
        var sketch = new LatencySketch();
        sketch.add(1);
        sketch.add(2);
        sketch.add(6);

        assertThat(sketch.count()).isEqualTo(3);
        assertThat(sketch.meanMillis()).isEqualTo(3);
        assertThat(sketch.maxMillis()).isEqualTo(6);
        assertThat(sketch.quantileMillis(1)).isLessThanOrEqualTo(6);
    }

    @Test
    void anEmptyOneKnowsNothing() {
        var sketch = new LatencySketch();

        assertThat(sketch.quantileMillis(0.5)).isNaN();
        assertThat(sketch.meanMillis()).isNaN();
    }

    @Test
    void zeroAndHugeValuesAreTaken() {
        var sketch = new LatencySketch();
        sketch.add(0);
        sketch.add(1e12);

        assertThat(sketch.quantileMillis(0.5)).isLessThanOrEqualTo(0.001);
        assertThat(sketch.quantileMillis(1)).isCloseTo(1e12, withinPercentage(1));
    }
}
