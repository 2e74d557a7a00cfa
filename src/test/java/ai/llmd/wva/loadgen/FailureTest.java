package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    @Test
    void theBottomOfItIsTold() {
        var failure =
                new IOException("no TLS", new IllegalStateException("wrapped", new IOException("bad certificate")));

        assertThat(Failure.connecting(failure))
                .isEqualTo(new Failure("no connection", "no TLS: bad certificate", true));
    }

    @ParameterizedTest
    @CsvSource({"400,false", "404,false", "408,true", "409,true", "413,false", "429,true", "500,true", "503,true"})
    void aStatusSaysWhetherAskingAgainMayHelp(int status, boolean passing) {
        assertThat(Failure.status(status, "").passing()).isEqualTo(passing);
    }

    @Test
    void nothingIsSaidTwice() {
        var failure = new IOException("refused: port 1", new IOException("refused"));

        assertThat(Failure.broken(failure).detail()).isEqualTo("refused: port 1");
    }

    @Test
    void aFailureWithoutWordsIsNamedByItsKind() {
        assertThat(Failure.broken(new IOException()).detail()).isEqualTo("IOException");
    }
}
