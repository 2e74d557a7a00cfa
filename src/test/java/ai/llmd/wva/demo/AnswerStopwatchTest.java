package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class AnswerStopwatchTest {
    private long millis = 1_000;
    private final AnswerStopwatch stopwatch = new AnswerStopwatch(() -> millis * 1_000_000);

    private void received(long atMillis, String text) {
        millis = 1_000 + atMillis;
        stopwatch.received(Buffer.buffer(text));
    }

    @Test
    void timesTheFirstTokenAndTheGaps() {
        received(80, "data: {\"choices\":[{}]}\n\n");
        received(480, "data: {\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":11}}\n\ndata: [DONE]\n\n");
        assertThat(stopwatch.answer().ttftMillis()).isEqualTo(80);
        assertThat(stopwatch.answer().itlMillis()).hasValue(40);
    }

    @Test
    void theUsageMayComeInPieces() {
        received(10, "x".repeat(5_000));
        received(20, "{\"completion_");
        received(30, "tokens\": 3}");
        assertThat(stopwatch.answer().itlMillis()).hasValue(10);
    }

    @Test
    void withoutUsageThereAreNoGaps() {
        received(10, "whole");
        assertThat(stopwatch.answer().itlMillis()).isEmpty();
    }

    @Test
    void oneTokenHasNoGap() {
        received(10, "{\"completion_tokens\":1}");
        assertThat(stopwatch.answer().itlMillis()).isEmpty();
    }
}
