package ai.llmd.wva.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineRecordsTest {
    @ParameterizedTest
    @CsvSource({"-1,0,0,0,alpha", "1,NaN,0,0,beta", "1,0,Infinity,0,gamma", "1,0,0,-0.1,delta", "0,0,1,1,alpha + beta"})
    void aProfileRefusesWhatIsNoDuration(double alpha, double beta, double gamma, double delta, String named) {
        assertThatThrownBy(() -> new LatencyProfile(alpha, beta, gamma, delta))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void durationsAreLinearInTheBatch() {
        var profile = new LatencyProfile(20.58, 0.41, 5.2, 0.1);

        assertThat(profile.decodeMillis(4)).isEqualTo(20.58 + 1.64);
        assertThat(profile.prefillMillis(50, 2)).isEqualTo(15.2);
        assertThat(profile.hasPrefill()).isTrue();
        assertThat(LatencyProfile.decodeOnly(1, 0).hasPrefill()).isFalse();
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
