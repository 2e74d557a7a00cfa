package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaModelTest {
    private static final DecodeTime DECODE = new DecodeTime(20, 0.5);
    private static final PrefillTime PREFILL = new PrefillTime(10, 0.01);
    private static final Replica WITH_PREFILL = Replica.prefillAndDecode(8, DECODE, PREFILL);

    @Test
    void anIdleReplicaShowsTheLatencyOfOneRequestAlone() {
        var performance = new ReplicaModel(WITH_PREFILL, new RequestShape(100, 51)).analyze(0);

        assertThat(performance.prefillMillis()).isEqualTo(10 + 0.01 * 100);
        assertThat(performance.itlMillis()).isEqualTo(20.5);
        assertThat(performance.serviceMillis()).isCloseTo(11 + 50 * 20.5, within(1e-9));
        assertThat(performance.ttftMillis()).isEqualTo(performance.prefillMillis());
        assertThat(performance.throughputPerSecond()).isZero();
        assertThat(performance.utilization()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e300, Double.MAX_VALUE})
    void anOverrunReplicaServesFullBatchesBehindAFullQueue(double ratePerSecond) {
        var model = new ReplicaModel(WITH_PREFILL, new RequestShape(100, 51));

        var performance = model.analyze(ratePerSecond);

        assertThat(performance.throughputPerSecond()).isCloseTo(model.capacityPerSecond(), within(1e-9));
        assertThat(performance.itlMillis()).isCloseTo(24, within(1e-3));
        assertThat(performance.meanInSystem()).isCloseTo(88, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-12})
    void theFaintestLoadIsServedAtOnce(double ratePerSecond) {
        var performance = new ReplicaModel(WITH_PREFILL, new RequestShape(100, 51)).analyze(ratePerSecond);

        assertThat(performance.waitMillis()).isZero();
        assertThat(performance.responseMillis()).isCloseTo(1036, within(1e-6));
    }

    @Test
    void theEndsOfTheSearchAndTheCapacity() {
        var model = new ReplicaModel(Replica.decodeOnly(8, DECODE), new RequestShape(0, 100));

        assertThat(model.capacityPerSecond()).isCloseTo(8_000 / (100 * 24.0), within(1e-12));
        assertThat(model.maxRatePerSecond()).isEqualTo(0.999 * model.capacityPerSecond());
        assertThat(model.minRatePerSecond()).isCloseTo(1 / (100 * 20.5), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesARateThatIsNone(double ratePerSecond) {
        var model = new ReplicaModel(WITH_PREFILL, new RequestShape(100, 51));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.analyze(ratePerSecond))
                .withMessageContaining("arrival rate");
    }

    /** What a profile counts as service. */
    @Nested
    class Service {
        private double idleServiceMillis(Replica replica, RequestShape shape) {
            return new ReplicaModel(replica, shape).analyze(0).serviceMillis();
        }

        @Test
        void isEveryTokenOfADecodeOnlyProfileAndNoPrompt() {
            assertThat(idleServiceMillis(Replica.decodeOnly(8, DECODE), new RequestShape(900, 30)))
                    .isEqualTo(30 * 20.5);
        }

        @Test
        void isThePromptAndEveryTokenButTheFirst() {
            assertThat(idleServiceMillis(WITH_PREFILL, new RequestShape(900, 30)))
                    .isEqualTo(19 + 29 * 20.5);
        }

        @Test
        void isThePromptAloneForASingleToken() {
            assertThat(idleServiceMillis(WITH_PREFILL, new RequestShape(900, 1)))
                    .isEqualTo(19);
        }

        @Test
        void isNothingOfThePrefillWithoutAPrompt() {
            assertThat(idleServiceMillis(WITH_PREFILL, new RequestShape(0, 30))).isEqualTo(29 * 20.5);
        }

        @Test
        void isOneStepWithoutPromptForASingleToken() {
            assertThat(idleServiceMillis(WITH_PREFILL, new RequestShape(0, 1))).isEqualTo(20.5);
        }

        @Test
        void isNeverLessThanOneToken() {
            assertThat(idleServiceMillis(Replica.decodeOnly(8, DECODE), new RequestShape(0, 0.2)))
                    .isEqualTo(20.5);
        }
    }

    /** Requests that were prefilled elsewhere. The published implementations report alpha as their ITL at any load. */
    @Nested
    class WithoutPrompt {
        private final ReplicaModel model = new ReplicaModel(WITH_PREFILL, new RequestShape(0, 101));

        @Test
        void itlFollowsTheMeanTimeInService() {
            for (var share = 0.1; share < 1; share += 0.1) {
                var performance = model.analyze(share * model.capacityPerSecond());

                assertThat(performance.itlMillis())
                        .isGreaterThan(20.5)
                        .isCloseTo(performance.serviceMillis() / 100, within(1e-9));
            }
        }

        @Test
        void theFirstTokenWaitsForTheBatchOnly() {
            var performance = model.analyze(0.9 * model.capacityPerSecond());

            assertThat(performance.prefillMillis()).isZero();
            assertThat(performance.ttftMillis())
                    .isEqualTo(performance.waitMillis())
                    .isPositive();
        }
    }

    /** Where service does not depend on the batch, its mean tells nothing of the batch size, which counts 0. */
    @Test
    void itlIsAlphaWhereServiceDoesNotDependOnTheBatch() {
        var replica = Replica.prefillAndDecode(8, DECODE, new PrefillTime(10, 0));
        var model = new ReplicaModel(replica, new RequestShape(100, 1));

        assertThat(model.analyze(0.9 * model.capacityPerSecond()).itlMillis()).isEqualTo(20);
    }

    @Test
    void refusesServiceThatTakesNoTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ReplicaModel(Replica.decodeOnly(8, new DecodeTime(0, 0)), new RequestShape(0, 100)))
                .withMessageContaining("0.0 ms alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplicaModel(
                        Replica.prefillAndDecode(8, DECODE, new PrefillTime(0, 0)), new RequestShape(100, 1)));
    }

    @Test
    void refusesServiceThatNeverEnds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ReplicaModel(Replica.decodeOnly(8, new DecodeTime(1e308, 0)), new RequestShape(0, 100)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ReplicaModel(Replica.decodeOnly(8, new DecodeTime(1, 1e308)), new RequestShape(0, 1)));
    }
}
