package ai.llmd.wva.simulation.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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
