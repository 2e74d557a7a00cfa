package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitTailTest {
    private static final double ALPHA_MILLIS = 1000;

    private static BatchChain solved(Replica replica, ServiceLaw law, double share) {
        var chain = new BatchChain(law, replica.maxBatchSize(), replica.maxQueue());
        chain.solve(share * law.ratePerMilli(replica.maxBatchSize()));
        return chain;
    }

    /** M/M/1: P(wait > t) = rho e^(-(mu - lambda) t). */
    @Test
    void ofOneServerIsTheTextbooks() {
        var law = new ServiceLaw(ALPHA_MILLIS, 0);
        var replica = Replica.decodeOnly(1, new DecodeTime(1, 0)).withQueue(1_000);
        var tail = new WaitTail(solved(replica, law, 0.8), law.ratePerMilli(1), replica.maxQueue(), 1);

        assertThat(tail.shareBeyond(0)).isCloseTo(0.8, within(1e-12));
        assertThat(tail.shareBeyond(3_000)).isCloseTo(0.8 * Math.exp(-0.2 * 3), within(1e-12));
        assertThat(tail.shareBeyond(60_000)).isCloseTo(0.8 * Math.exp(-0.2 * 60), within(1e-12));
    }

    /** Against the sum over the places, each with its Erlang tail, at queues from none to long and full. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.9",
        "4, 1, 0.5",
        "4, 2, 0.999",
        "4, 12, 0.95",
        "16, 13, 0.9",
        "16, 160, 0.97",
        "64, 640, 0.999",
        "8, 5000, 0.999",
    })
    void isTheSumOverThePlaces(int batch, int queue, double share) {
        var law = new ServiceLaw(ALPHA_MILLIS, 30);
        var replica = Replica.decodeOnly(batch, new DecodeTime(1, 0)).withQueue(queue);
        var chain = solved(replica, law, share);
        var topRate = law.ratePerMilli(batch);
        var tail = new WaitTail(chain, topRate, queue, 1);
        for (var completions :
                new double[] {0, 0.1, 1, 5, 0.5 * queue, queue - 1, queue, queue + 1, 1.5 * queue, 4 * queue}) {
            assertThat(tail.shareBeyond(completions / topRate))
                    .as("%s completions", completions)
                    .isCloseTo(sumOverPlaces(chain, queue, share, completions), within(1e-10));
        }
    }

    private static double sumOverPlaces(BatchChain chain, int queue, double ratio, double mean) {
        var sum = 0.0;
        var atMost = 0.0;
        var logTerm = -mean;
        for (var j = 0; j < queue; j++) {
            atMost += Math.exp(logTerm);
            logTerm += Math.log(mean / (j + 1));
            sum += Math.pow(ratio, j) * Math.min(1, atMost);
        }
        return chain.fullBatchWeight() * ratio * sum / chain.acceptedWeight();
    }

    @Test
    void withoutPlacesNobodyWaits() {
        var law = new ServiceLaw(ALPHA_MILLIS, 30);
        var replica = Replica.decodeOnly(4, new DecodeTime(1, 0)).withQueue(0);

        assertThat(new WaitTail(solved(replica, law, 0.9), law.ratePerMilli(4), 0, 1).shareBeyond(0))
                .isZero();
    }

    @Test
    void equalLengthsWaitLess() {
        var law = new ServiceLaw(ALPHA_MILLIS, 30);
        var replica = Replica.decodeOnly(4, new DecodeTime(1, 0));
        var chain = solved(replica, law, 0.9);
        var topRate = law.ratePerMilli(4);
        var exponential = new WaitTail(chain, topRate, replica.maxQueue(), 1);

        assertThat(new WaitTail(chain, topRate, replica.maxQueue(), 0).shareBeyond(550))
                .isEqualTo(exponential.shareBeyond(1_000));
        assertThat(new WaitTail(chain, topRate, replica.maxQueue(), 0.5).shareBeyond(775))
                .isEqualTo(exponential.shareBeyond(1_000));
    }
}
