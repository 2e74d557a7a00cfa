package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateWalkTest {
    /** Against the plain recursion from an empty system. */
    @ParameterizedTest
    @CsvSource({"1, 0.7", "2, 0.3", "8, 0.05", "8, 0.95", "32, 0.6", "32, 0.999"})
    void theSharesAreThoseOfThePlainRecursion(int batch, double load) {
        var law = new ServiceLaw(1000, 25);
        var queue = 3 * batch;
        var rate = load * law.ratePerMilli(batch);
        var chain = new BatchChain(law, batch, queue);
        chain.solve(rate);
        var walk = new StateWalk(chain, law, batch);
        var weights = new double[batch + queue];
        weights[0] = 1;
        var total = 1.0;
        for (var n = 1; n < weights.length; n++) {
            weights[n] = weights[n - 1] * rate / law.ratePerMilli(Math.min(n, batch));
            total += weights[n];
        }
        var below = 0.0;
        for (var count = 0; count <= batch; count++) {
            assertThat(walk.shareFindingFewerThan(count))
                    .as("fewer than %s", count)
                    .isCloseTo(below / total, within(1e-12));
            below += weights[count];
        }
    }
}
