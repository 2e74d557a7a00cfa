package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamReaderTest {
    private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"sea\"}}]}\n\n";
    private static final String OPENING =
            "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":7}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final AtomicInteger told = new AtomicInteger();
    private final StreamReader reader = new StreamReader(told::incrementAndGet);

    @Test
    void everyTokenIsTold() {
        read(OPENING + TOKEN + TOKEN + DONE);

        assertThat(told).hasValue(2);
        assertThat(reader.tokens()).isEqualTo(2);
        assertThat(reader.isDone()).isTrue();
    }

    @Test
    void eventsMayComeInAnyPieces() {
        for (var character : (OPENING + TOKEN + DONE).toCharArray()) {
            read(String.valueOf(character));
        }

        assertThat(told).hasValue(1);
        assertThat(reader.isDone()).isTrue();
    }

    @Test
    void theServersCountOfTokensWins() {
        read(TOKEN + USAGE + DONE);

        assertThat(reader.tokens()).isEqualTo(7);
    }

    @Test
    void aStreamWithoutItsEndIsNotDone() {
        read(TOKEN);

        assertThat(reader.isDone()).isFalse();
    }

    @Test
    void whatIsNoJsonIsNoticed() {
        read("data: <html>\n\n");

        assertThat(reader.isGarbled()).isTrue();
    }

    @Test
    void commentsAndOtherFieldsAreSkipped() {
        read(": ping\nevent: message\n\r\n" + DONE);

        assertThat(reader.isGarbled()).isFalse();
        assertThat(reader.isDone()).isTrue();
    }

    private void read(String text) {
        reader.accept(Buffer.buffer(text));
    }
}
