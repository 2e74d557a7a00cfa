package ai.llmd.wva.emulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.SequenceSpec;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1",
                "abcd|1",
                "abcde|2",
                "the tide comes in|5",
            })
    void fourCharactersAreAToken(String prompt, int tokens) {
        var request = completion(new JsonObject().put("prompt", prompt));

        assertThat(request.promptTokens()).isEqualTo(tokens);
    }

    @Test
    void tokenIdsAreCountedExactly() {
        assertThat(completion(new JsonObject("{\"prompt\":[1,2,3,4,5]}")).promptTokens())
                .isEqualTo(5);
        assertThat(completion(new JsonObject("{\"prompt\":[[1,2,3]]}")).promptTokens())
                .isEqualTo(3);
    }

    @Test
    void allMessagesAndTextPartsOfAChatCount() {
        var request = CompletionRequest.parse(
                Endpoint.CHAT,
                new JsonObject("{\"messages\":[{\"role\":\"system\",\"content\":\"12345678\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"1234\"},"
                        + "{\"type\":\"image_url\"}]},{\"role\":\"assistant\",\"content\":null}]}"),
                List.of("m"));

        assertThat(request.promptTokens()).isEqualTo(3);
    }

    @Test
    void theModelMayBeLeftOut() {
        assertThat(completion(new JsonObject("{\"prompt\":\"x\",\"model\":null}"))
                        .streamed())
                .isFalse();
    }

    @Test
    void anAnswerEndsWhereItNaturallyWould() {
        var request = chat("");

        assertThat(request.toSequence(100, () -> 30)).isEqualTo(new SequenceSpec(1, 30, FinishReason.STOP));
    }

    @Test
    void theContextCutsAnAnswerNobodyLimited() {
        assertThat(chat("").toSequence(20, () -> 30)).isEqualTo(new SequenceSpec(1, 19, FinishReason.LENGTH));
    }

    @Test
    void theLimitCutsIt() {
        assertThat(chat(",\"max_tokens\":10").toSequence(100, () -> 30))
                .isEqualTo(new SequenceSpec(1, 10, FinishReason.LENGTH));
        assertThat(chat(",\"max_tokens\":30").toSequence(100, () -> 30))
                .isEqualTo(new SequenceSpec(1, 30, FinishReason.STOP));
    }

    @Test
    void ignoringTheEndGoesToTheLimit() {
        assertThat(chat(",\"max_tokens\":50,\"ignore_eos\":true").toSequence(100, () -> 30))
                .isEqualTo(new SequenceSpec(1, 50, FinishReason.LENGTH));
    }

    @Test
    void aLeastLengthIsKept() {
        assertThat(chat(",\"min_tokens\":40").toSequence(100, () -> 30))
                .isEqualTo(new SequenceSpec(1, 40, FinishReason.STOP));
    }

    @Test
    void theOlderEndpointAnswersSixteenTokensUnlessAsked() {
        var request = completion(new JsonObject().put("prompt", "x"));

        assertThat(request.maxTokens()).hasValue(16);
    }

    @Test
    void promptAndLimitMustFitTheContext() {
        assertThatThrownBy(() -> chat(",\"max_tokens\":100").toSequence(100, () -> 30))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("100 tokens");
        assertThatThrownBy(() -> chat("").toSequence(1, () -> 30))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    private static CompletionRequest completion(JsonObject body) {
        return CompletionRequest.parse(Endpoint.COMPLETIONS, body, List.of("m"));
    }

    private static CompletionRequest chat(String more) {
        return CompletionRequest.parse(
                Endpoint.CHAT,
                new JsonObject("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}"),
                List.of("m"));
    }
}
