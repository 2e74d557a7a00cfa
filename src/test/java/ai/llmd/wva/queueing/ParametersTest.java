package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records a model is made of: what they refuse, and the little they compute. */
class ParametersTest {
    private static final DecodeTime DECODE = new DecodeTime(20, 0.5);

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refuseNumbersThatAreNotFiniteOrNegative(double wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecodeTime(wrong, 1))
                .withMessageContaining("alpha");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecodeTime(1, wrong))
                .withMessageContaining("beta");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrefillTime(wrong, 1))
                .withMessageContaining("gamma");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrefillTime(1, wrong))
                .withMessageContaining("delta");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestShape(wrong, 1))
                .withMessageContaining("input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestShape(1, wrong))
                .withMessageContaining("output");
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestShape(1, 1, 1, 1, wrong, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestShape(1, 1, 1, 1, 1, wrong));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestShape(1, 1, wrong))
                .withMessageContaining("variability");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyTargets(wrong, 1, 1))
                .withMessageContaining("time-to-first-token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyTargets(1, wrong, 1))
                .withMessageContaining("inter-token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyTargets(1, 1, wrong))
                .withMessageContaining("tokens-per-second");
    }

    @ParameterizedTest
    @ValueSource(doubles = {49.9, 99.1, Double.NaN})
    void refuseAPercentileThatIsOutOfRange(double wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencyTargets.NONE.atPercentile(wrong))
                .withMessageContaining("percentile");
    }

    @Test
    void refuseABatchOfNobodyAndANegativeQueue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replica.decodeOnly(0, DECODE))
                .withMessageContaining("batch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replica.decodeOnly(4, DECODE).withQueue(-1))
                .withMessageContaining("waiting places");
    }

    @Test
    void countAtLeastOneOutputToken() {
        assertThat(new RequestShape(0, 0).outputTokens()).isEqualTo(1);
        assertThat(new RequestShape(9, 1, 1, 1, 0, 1).computedTokens()).isEqualTo(1);
        assertThat(new RequestShape(9, 1, 1, 1, 10, 1).computedTokens()).isEqualTo(9);
        assertThat(new RequestShape(0, 1, 1, 1, 5, 1).computedTokens()).isZero();
        assertThat(new RequestShape(9, 1, 1, 1, 9, 0).tokensPerStep()).isEqualTo(1);
        assertThat(new RequestShape(0, 0.99).outputTokens()).isEqualTo(1);
        assertThat(new RequestShape(0, 1.01).outputTokens()).isEqualTo(1.01);
    }

    @Test
    void giveNineWaitingPlacesForEachInTheBatchAndTenWithPrefill() {
        assertThat(Replica.decodeOnly(16, DECODE).maxQueue()).isEqualTo(144);
        assertThat(Replica.prefillAndDecode(16, DECODE, new PrefillTime(1, 1)).maxQueue())
                .isEqualTo(160);
        assertThat(Replica.decodeOnly(16, DECODE).withQueue(3).maxQueue()).isEqualTo(3);
    }

    @Test
    void keepTheQueueOfTheLargestBatchWithinAnInt() {
        assertThat(Replica.decodeOnly(Integer.MAX_VALUE, DECODE).maxQueue()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void stateTheirTimes() {
        assertThat(DECODE.millisAt(4)).isEqualTo(22);
        assertThat(new PrefillTime(10, 0.01).millisAt(100, 4)).isEqualTo(14);
        assertThat(new PrefillTime(10, 0.01).millisAt(0, 4)).isZero();
    }

    /** mu(n) never falls with n: a fuller batch is slower for each and faster for all. */
    @Test
    void makeFullerBatchesFasterOrAsFast() {
        new RandomReplicas(31, 1024).stream(500).forEach(sample -> {
            var law = ServiceLaw.of(sample.replica(), sample.shape());
            for (var n = 1; n < sample.replica().maxBatchSize(); n++) {
                assertThat(law.ratePerMilli(n + 1)).isGreaterThanOrEqualTo(law.ratePerMilli(n) * (1 - 1e-15));
            }
        });
    }
}
