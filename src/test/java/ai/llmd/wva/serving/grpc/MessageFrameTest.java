package ai.llmd.wva.serving.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFrameTest {
    private static final int MAX = 8;

    private final MessageFrame frame = new MessageFrame(MAX);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 13})
    void aMessageIsTheSameHoweverItIsSplit(int size) {
        var whole = MessageFrame.of(Buffer.buffer("12345678"));
        for (int from = 0; from < whole.length(); from += size) {
            frame.add(whole.slice(from, Math.min(whole.length(), from + size)));
        }
        assertThat(frame.message()).isEqualTo(Buffer.buffer("12345678"));
    }

    @Test
    void aMessageMayBeEmpty() {
        frame.add(MessageFrame.of(Buffer.buffer()));
        assertThat(frame.message().length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"00000000, INTERNAL", "0000000002, INTERNAL", "000000000201, INTERNAL"})
    void oneThatEndsTooEarlyIsNoMessage(String hex, GrpcStatus status) {
        frame.add(bytes(hex));
        assertThatThrownBy(frame::message)
                .isInstanceOfSatisfying(
                        GrpcFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({
        "01, UNIMPLEMENTED",
        "0000000009, RESOURCE_EXHAUSTED",
        "00ffffffff, RESOURCE_EXHAUSTED",
        "00000000010000, INTERNAL"
    })
    void whatCannotBecomeAMessageIsRefusedAtOnce(String hex, GrpcStatus status) {
        var part = bytes(hex);
        assertThatThrownBy(() -> frame.add(part))
                .isInstanceOfSatisfying(
                        GrpcFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(status));
    }

    @Test
    void wordsOfAStatusAreASCIIOnTheWire() {
        assertThat(StatusMessage.encode("no 50% »x«\n")).isEqualTo("no 50%25 %C2%BBx%C2%AB%0A");
    }

    private static Buffer bytes(String hex) {
        return Buffer.buffer(HexFormat.of().parseHex(hex));
    }
}
