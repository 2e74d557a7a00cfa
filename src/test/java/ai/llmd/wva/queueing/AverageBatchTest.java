package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AverageBatchTest {
    private static final int BATCH = 16;
    private static final ServiceLaw LAW = new ServiceLaw(1000, 40);

    private static AverageBatch at(double shareOfTopRate, double variability) {
        var chain = new BatchChain(LAW, BATCH, 10 * BATCH);
        chain.solve(shareOfTopRate * LAW.ratePerMilli(BATCH));
        return new AverageBatch(chain, LAW, BATCH, variability);
    }

    /** The integral of (1 - u) e^(-y u) over 0..1, twice, by the midpoint rule. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 0.000999, 0.001001, 0.1, 1, 4, 30})
    void theVarianceOfASpanIsTheIntegralOfTheCorrelation(double span) {
        var steps = 20_000;
        var fixed = 0.0;
        var exponential = 0.0;
        for (var i = 0; i < steps; i++) {
            var u = (i + 0.5) / steps;
            fixed += 2 * (1 - u) * Math.exp(-span * u) / steps;
            // the mean of e^(-y u L) over exponential lengths L
            exponential += 2 * (1 - u) / (1 + span * u) / steps;
        }
        assertThat(AverageBatch.spanVarianceShare(span)).isCloseTo(fixed, within(1e-6));
        assertThat(AverageBatch.averageVarianceShare(span)).isCloseTo(exponential, within(1e-6));
    }

    @Test
    void noBatchIsBelowOneOrAboveN() {
        var average = at(0.7, 1);

        assertThat(average.shareAtMost(0.99, 1)).isZero();
        assertThat(average.shareAtMost(BATCH, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void theShareRisesWithTheBatchFromNothingToAll(double variability) {
        for (var load : new double[] {0.05, 0.5, 0.9, 0.99}) {
            var average = at(load, variability);
            var last = 0.0;
            for (var batch = 1.0; batch <= BATCH; batch += 0.05) {
                var share = average.shareAtMost(batch, 1);
                assertThat(share).as("load %s, batch %s", load, batch).isBetween(last - 1e-12, 1.0);
                last = share;
            }
        }
    }

    /** Over no span at all the average is what is met on joining. */
    @Test
    void overNoSpanItIsTheSnapshot() {
        var chain = new BatchChain(LAW, BATCH, 10 * BATCH);
        chain.solve(0.6 * LAW.ratePerMilli(BATCH));
        var average = new AverageBatch(chain, LAW, BATCH, 1);
        var walk = new StateWalk(chain, LAW, BATCH);

        for (var batch = 1; batch < BATCH; batch++) {
            assertThat(average.shareAtMost(batch, 0)).isCloseTo(walk.shareFindingFewerThan(batch), within(1e-9));
        }
    }

    /** Averaging takes out the extremes. */
    @Test
    void aLongerSpanVariesLess() {
        var average = at(0.6, 1);
        var mean = 9;

        assertThat(average.shareAtMost(mean + 4.5, 1)).isGreaterThan(average.shareAtMost(mean + 4.5, 0));
        assertThat(average.shareAtMost(mean - 5.5, 1)).isLessThan(average.shareAtMost(mean - 5.5, 0));
    }

    @Test
    void anIdleReplicaServesNearlyAllAlone() {
        assertThat(at(1e-6, 1).shareAtMost(1, 1)).isCloseTo(1, within(1e-4));
        assertThat(at(1e-6, 0).shareAtMost(1, 1)).isCloseTo(1, within(1e-4));
    }
}
