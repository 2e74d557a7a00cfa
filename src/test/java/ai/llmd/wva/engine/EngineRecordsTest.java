package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineRecordsTest {
    @ParameterizedTest
    @CsvSource({"-1,0,0,0,alpha", "1,NaN,0,0,beta", "1,0,Infinity,0,gamma", "1,0,0,-0.1,delta", "0,0,1,1,alpha + beta"})
    void aLawRefusesWhatIsNoDuration(double alpha, double beta, double gamma, double delta, String named) {
        assertThatThrownBy(() -> StepLaw.beside(alpha, beta, gamma, delta))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void durationsAreLinearInTheBatchAndItsContext() {
        var law = new StepLaw(20.58, 0.41, 0.25, new PromptReading.Beside(5.2, 0.1));

        assertThat(law.decodeMillis(4, 0)).isEqualTo(20.58 + 1.64);
        assertThat(law.decodeMillis(4, 8)).isEqualTo(20.58 + 1.64 + 2);
        assertThat(new PromptReading.Beside(5.2, 0.1).millis(50, 2)).isEqualTo(15.2);
        assertThat(StepLaw.beside(1, 0, 0, 0)).isEqualTo(StepLaw.decodeOnly(1, 0));
    }

    @ParameterizedTest
    @CsvSource({"0,1,2,batch", "1,0,2,KV cache", "1,1,1,sequence"})
    void limitsRefuseWhatCouldNeverRun(int batch, int blocks, int sequence, String named) {
        assertThatThrownBy(() -> new EngineLimits(batch, blocks, sequence)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"2,1000,32", "1000,64,64", "2000000000,2147483647,2147483647"})
    void theLongestSequenceIsBoundByCacheAndContext(int blocks, int context, int longest) {
        assertThat(new EngineLimits(1, blocks, context).longestSequenceTokens()).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "16,1", "17,2", "160,10"})
    void blocksAreFilledBeforeANewOneIsTaken(int tokens, int blocks) {
        assertThat(EngineLimits.blocksFor(tokens)).isEqualTo(blocks);
    }

    @Test
    void aStepBudgetCoversTheWholeBatch() {
        assertThat(new EngineLimits(10_000, 1, 2).stepTokens()).isEqualTo(10_000);
        assertThatThrownBy(() -> new EngineLimits(4, 1, 2).withStepTokens(3)).hasMessageContaining("4 sequences: 3");
    }

    @Test
    void aPrefixIsPartOfItsPrompt() {
        assertThatThrownBy(() -> new PromptPrefix(1, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new SequenceSpec(4, 1, FinishReason.STOP, new PromptPrefix(1, 5)))
                .hasMessageContaining("prefix of 5 tokens");
    }

    @Test
    void anUnknownCalibrationIsToldWithThoseThereAre() {
        assertThat(Calibration.named("published")).isEqualTo(Calibration.PUBLISHED);
        assertThat(Calibration.named("h100-qwen32b-tp2").limits().kvTokens()).isEqualTo(360_000);
        assertThatThrownBy(() -> Calibration.named("a100"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no calibration 'a100', but published, h100-qwen32b-tp2, h100-qwen14b");
    }

    @Test
    void aSequenceNeedsTokensAndAnOrdinaryEnding() {
        assertThatThrownBy(() -> new SequenceSpec(0, 1, FinishReason.STOP)).hasMessageContaining("0, 1");
        assertThatThrownBy(() -> new SequenceSpec(1, 0, FinishReason.STOP)).hasMessageContaining("1, 0");
        assertThatThrownBy(() -> new SequenceSpec(1, 1, FinishReason.ABORT)).hasMessageContaining("ABORT");
    }

    @Test
    void theBlockPoolGivesAllOrNothing() {
        var pool = new BlockPool(3);

        assertThat(pool.tryTake(2)).isTrue();
        assertThat(pool.tryTake(2)).isFalse();
        assertThat(pool.used()).isEqualTo(2);
        assertThatThrownBy(() -> pool.release(3)).isInstanceOf(IllegalStateException.class);
    }
}
