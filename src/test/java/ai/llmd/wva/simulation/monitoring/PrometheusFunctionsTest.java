package ai.llmd.wva.simulation.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusFunctionsTest {
    private static final double[] BOUNDS = {0.1, 0.5, 1};

    @Test
    void aSteadyCounterGrowsByItsRateTimesTheWindow() {
        assertThat(increase(0, 60, 4, 15, 15, 30, 30, 45, 45, 60, 60)).isEqualTo(60, within(1e-9));
    }

    @Test
    void aResetAddsWhatWasThereBefore() {
        // 40 - 10 and the 50 that were lost, from 3.75 s before the first sample, when the counter would have been 0
        assertThat(increase(0, 45, 4, 15, 10, 25, 50, 35, 20, 45, 40)).isEqualTo(80 * 33.75 / 30, within(1e-9));
    }

    @Test
    void aSeriesThatBeganInTheWindowIsExtrapolatedByHalfAnInterval() {
        assertThat(increase(0, 60, 2, 40, 100, 50, 110)).isEqualTo(10 * (10 + 5 + 10) / 10.0, within(1e-9));
    }

    @Test
    void extrapolationStopsWhereTheCounterWouldHaveBeenZero() {
        assertThat(increase(0, 30, 2, 10, 2, 20, 12)).isEqualTo(10 * (10 + 2 + 10) / 10.0, within(1e-9));
    }

    @Test
    void oneSampleTellsNoGrowth() {
        assertThat(increase(0, 60, 1, 30, 5)).isNaN();
        assertThat(increase(0, 60, 0)).isNaN();
    }

    @Test
    void aQuantileIsInterpolatedWithinItsBucket() {
        assertThat(PrometheusFunctions.quantile(0.9, BOUNDS, new double[] {0, 80, 100, 100}))
                .isEqualTo(0.75, within(1e-9));
        assertThat(PrometheusFunctions.quantile(0.25, BOUNDS, new double[] {50, 100, 100, 100}))
                .isEqualTo(0.05, within(1e-9));
    }

    @Test
    void aQuantileBeyondTheLastBoundIsThatBound() {
        assertThat(PrometheusFunctions.quantile(0.99, BOUNDS, new double[] {0, 0, 10, 100}))
                .isEqualTo(1);
    }

    @Test
    void aQuantileOfNothingIsNone() {
        assertThat(PrometheusFunctions.quantile(0.5, BOUNDS, new double[4])).isNaN();
    }

    /** Prometheus 3, promql/promqltest/testdata/functions.test: {@code increase()} over samples every 5 minutes. */
    @ParameterizedTest
    @CsvSource({
        "-50, '0 10 20 30 40 50 60 70 80 90 100', 100",
        "-50, '0 18 36 54 72 90 0 18 36 54 72', 162",
        "-50, '10 20 30 40 50 60 70 80 90 100 110', 105",
        "-50, '1 11 21 31 41 51 61 71 81 91 101', 101"
    })
    void aGrowthIsThatOfPrometheusOwnTests(double fromMinutes, String values, double increase) {
        assertThat(increaseOf(fromMinutes, 50, 5, 0, values)).isEqualTo(increase, within(1e-9));
    }

    /** The same file: the reset that follows 3, and 1 as the first sample of the window. */
    @Test
    void aResetBetweenSamplesIsThatOfPrometheusOwnTests() {
        assertThat(increaseOf(0, 30, 5, 5, "1 2 3 2 3 4")).isEqualTo(7, within(1e-9));
    }

    /** The same file: {@code rate()} over 20 minutes of counters that began before their first sample. */
    @ParameterizedTest
    @CsvSource({"0, 0.5", "60, 0.55", "120, 0.6", "180, 0.6", "300, 0.6"})
    void zeroCutsTheExtrapolationOffAsInPrometheusOwnTests(double first, double ratePerSecond) {
        assertThat(increaseOf(-10, 10, 4, 0, first + " " + (first + 240) + " " + (first + 480)))
                .isEqualTo(1200 * ratePerSecond, within(1e-9));
    }

    /** The same place, histograms.test. */
    @ParameterizedTest
    @CsvSource({"0.25, 0.055", "0.5, 0.125", "0.75, 0.45", "1, 1"})
    void aQuantileIsThatOfPrometheusOwnTests(double quantile, double value) {
        assertThat(PrometheusFunctions.quantile(
                        quantile, new double[] {0, 0.1, 0.2, 1}, new double[] {0, 50, 70, 110, 110}))
                .isEqualTo(value, within(1e-12));
    }

    private static double increaseOf(
            double fromMinutes, double toMinutes, double everyMinutes, double firstMinutes, String values) {
        var numbers = Arrays.stream(values.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        var atMillis = new double[numbers.length];
        for (var i = 0; i < numbers.length; i++) {
            atMillis[i] = 60_000 * (firstMinutes + i * everyMinutes);
        }
        return PrometheusFunctions.increase(
                atMillis, numbers, numbers.length, 60_000 * fromMinutes, 60_000 * toMinutes);
    }

    /** Times in seconds and values in turn. */
    private static double increase(double fromSeconds, double toSeconds, int size, double... samples) {
        var atMillis = new double[size];
        var values = new double[size];
        for (var i = 0; i < size; i++) {
            atMillis[i] = 1000 * samples[2 * i];
            values[i] = samples[2 * i + 1];
        }
        return PrometheusFunctions.increase(atMillis, values, size, 1000 * fromSeconds, 1000 * toSeconds);
    }
}
