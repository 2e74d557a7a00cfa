package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void theBottomOfItIsTold() {
        var failure =
                new IOException("no TLS", new IllegalStateException("wrapped", new IOException("bad certificate")));

        assertThat(Failure.connecting(failure)).isEqualTo(new Failure("no connection", "no TLS: bad certificate"));
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
