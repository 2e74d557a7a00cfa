package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Special cases of the chain whose answers are in every textbook. Times are in ms, rates per ms. */
class BatchChainTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private static BatchChain solved(double fixedMillis, double perRequestMillis, int batch, int queue, double rate) {
        var chain = new BatchChain(new ServiceLaw(fixedMillis, perRequestMillis), batch, queue);
        chain.solve(rate);
        return chain;
    }

    /** One server, no waiting place: a request is lost with probability rho / (1 + rho). */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1, 2, 50})
    void aSingleServerWithoutQueue(double rho) {
        var chain = solved(10, 0, 1, 0, rho / 10);

        assertThat(chain.throughput()).isCloseTo(rho / 10 / (1 + rho), EXACT);
        assertThat(chain.busyShare()).isCloseTo(rho / (1 + rho), EXACT);
        assertThat(chain.waitMillis()).isZero();
        assertThat(chain.concurrency()).isEqualTo(1);
    }

    /** M/M/1 with so long a queue that nobody is lost: wait = service rho / (1 - rho). */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.9, 0.99})
    void aSingleServerWithALongQueue(double rho) {
        var chain = solved(4, 6, 1, 100_000, rho / 10);

        assertThat(chain.waitMillis()).isCloseTo(10 * rho / (1 - rho), within(1e-9));
        assertThat(chain.busyShare()).isCloseTo(rho, EXACT);
        assertThat(chain.throughput()).isCloseTo(rho / 10, EXACT);
    }

    /** M/M/1/C at rho = 1: all C + 1 states are equally likely. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 1000})
    void aSingleServerExactlyAtCapacity(int queue) {
        var chain = solved(10, 0, 1, queue, 0.1);

        assertThat(chain.busyShare()).isCloseTo(1 - 1.0 / (queue + 2), EXACT);
        assertThat(chain.throughput()).isCloseTo(0.1 * (queue + 1) / (queue + 2), EXACT);
        assertThat(chain.waitMillis()).isCloseTo(10 * queue / 2.0, within(1e-9));
    }

    /** Erlang's loss formula, from his recursion: B(n) = A B(n-1) / (n + A B(n-1)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5, 20, 40})
    void independentServersWithoutQueue(double offered) {
        var loss = 1.0;
        for (var n = 1; n <= 20; n++) {
            loss = offered * loss / (n + offered * loss);
        }

        var chain = solved(10, 0, 20, 0, offered / 10);

        assertThat(1 - chain.throughput() / (offered / 10)).isCloseTo(loss, EXACT);
    }

    /** Erlang's delay formula: with A erlangs on N servers, wait = C(N, A) service / (N - A). */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 18, 19.5})
    void independentServersWithALongQueue(double offered) {
        var loss = 1.0;
        for (var n = 1; n <= 20; n++) {
            loss = offered * loss / (n + offered * loss);
        }
        var delayed = 20 * loss / (20 - offered * (1 - loss));

        var chain = solved(10, 0, 20, 100_000, offered / 10);

        assertThat(chain.waitMillis()).isCloseTo(delayed * 10 / (20 - offered), within(1e-9));
    }

    /** Far from the limit of the batch, n_e follows from the mean of a negative binomial distribution. */
    @Test
    void aBatchFarFromItsLimit() {
        var chain = solved(100, 2, 1000, 10_000, 0.1);

        assertThat(chain.concurrency()).isCloseTo((1 + 0.1 * 100) / (1 - 0.1 * 2), EXACT);
        assertThat(chain.throughput()).isEqualTo(0.1);
        assertThat(chain.waitMillis()).isZero();
    }

    /** With no fixed part a batch is a single server that shares itself out, whatever the limit. */
    @Test
    void aBatchWithoutFixedPart() {
        var batched = solved(0, 10, 8, 92, 0.08);
        var single = solved(10, 0, 1, 99, 0.08);

        assertThat(batched.throughput()).isCloseTo(single.throughput(), EXACT);
        assertThat(batched.busyShare()).isCloseTo(single.busyShare(), EXACT);
        assertThat(batched.waitMillis() + 10 * batched.concurrency()).isCloseTo(single.waitMillis() + 10, within(1e-9));
    }

    @Test
    void anIdleReplica() {
        var chain = solved(100, 2, 16, 160, 0);

        assertThat(chain.concurrency()).isEqualTo(1);
        assertThat(chain.throughput()).isZero();
        assertThat(chain.busyShare()).isZero();
        assertThat(chain.waitMillis()).isZero();
    }

    @Test
    void aReplicaOverrun() {
        var chain = solved(100, 2, 16, 160, 1e300);

        assertThat(chain.concurrency()).isCloseTo(16, EXACT);
        assertThat(chain.throughput()).isCloseTo(16.0 / 132, EXACT);
        assertThat(chain.busyShare()).isEqualTo(1);
        assertThat(chain.waitMillis()).isCloseTo(160 * 132 / 16.0, within(1e-9));
    }

    /** The two ways of summing, below capacity and from it on, meet. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 160, 2560})
    void nothingJumpsWhereTheRatePassesTheCapacity(int queue) {
        var capacity = 16.0 / 132;
        var below = solved(100, 2, 16, queue, Math.nextDown(capacity));
        var at = solved(100, 2, 16, queue, capacity);

        assertThat(below.throughput()).isCloseTo(at.throughput(), within(1e-12));
        assertThat(below.concurrency()).isCloseTo(at.concurrency(), within(1e-10));
        assertThat(below.waitMillis()).isCloseTo(at.waitMillis(), within(1e-7));
        assertThat(below.busyShare()).isCloseTo(at.busyShare(), within(1e-12));
    }

    /** A million places in the batch, as a typing error in a profile may have it. */
    @Test
    void anAbsurdlyLargeBatch() {
        var chain = solved(100, 2, 1_000_000, 10_000_000, 0.499);

        assertThat(chain.concurrency()).isCloseTo((1 + 0.499 * 100) / (1 - 0.499 * 2), within(1e-6));
        assertThat(chain.throughput()).isCloseTo(0.499, EXACT);
    }
}
