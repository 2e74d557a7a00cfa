package ai.llmd.wva.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API over real sockets, on a fast profile: answers of 5 tokens. */
class EmulatorServerTest {
    private static RunningEmulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = new RunningEmulator(EmulatorSettings.sample()
                .serving("acme/small", "small")
                .running(StepLaw.decodeOnly(1, 0), new EngineLimits(4, 100, 256))
                .answering(5, TokenDistribution.DETERMINISTIC));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void aChatIsAnsweredWhole() throws Exception {
        var answer = emulator.answer("/v1/chat/completions", chat("twelve chars"));

        assertThat(answer.getString("id")).startsWith("chatcmpl-");
        assertThat(answer.getString("object")).isEqualTo("chat.completion");
        assertThat(answer.getString("model")).isEqualTo("acme/small");
        assertThat(answer.getLong("created")).isPositive();
        var choice = answer.getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        assertThat(choice.getJsonObject("message").getString("role")).isEqualTo("assistant");
        assertThat(choice.getJsonObject("message").getString("content").split(" "))
                .hasSize(5);
        assertThat(answer.getJsonObject("usage"))
                .isEqualTo(new JsonObject("{\"prompt_tokens\":3,\"total_tokens\":8,\"completion_tokens\":5}"));
    }

    @Test
    void aCompletionIsAnsweredWhole() throws Exception {
        var answer = emulator.answer("/v1/completions", new JsonObject().put("prompt", "abcd"));

        assertThat(answer.getString("id")).startsWith("cmpl-");
        assertThat(answer.getString("object")).isEqualTo("text_completion");
        var choice = answer.getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getString("text").split(" ")).hasSize(5);
        assertThat(answer.getJsonObject("usage").getInteger("prompt_tokens")).isEqualTo(1);
    }

    @Test
    void aStreamedChatSendsOneEventPerTokenAndDone() throws Exception {
        var events = emulator.events("/v1/chat/completions", chat("hi").put("stream", true));

        assertThat(events).hasSize(1 + 5 + 1).endsWith("[DONE]");
        assertThat(delta(events.get(0)).getString("role")).isEqualTo("assistant");
        var text = new StringBuilder();
        events.subList(1, 6).forEach(event -> text.append(delta(event).getString("content")));
        assertThat(text.toString().split(" ")).hasSize(5);
        assertThat(choice(events.get(4)).getString("finish_reason")).isNull();
        assertThat(choice(events.get(5)).getString("finish_reason")).isEqualTo("stop");
        assertThat(events.subList(0, 6))
                .allSatisfy(event -> assertThat(new JsonObject(event).getString("id"))
                        .isEqualTo(new JsonObject(events.get(0)).getString("id")));
    }

    @Test
    void aStreamedCompletionCarriesText() throws Exception {
        var events = emulator.events(
                "/v1/completions", new JsonObject().put("prompt", "x").put("stream", true));

        assertThat(events).hasSize(5 + 1).endsWith("[DONE]");
        assertThat(choice(events.get(0)).getString("text")).isNotEmpty();
    }

    @Test
    void aStreamIsMarkedAsOne() throws Exception {
        var response = emulator.post(
                "/v1/chat/completions", chat("hi").put("stream", true).encode());

        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    }

    @Test
    void usageIsStreamedWhenAskedFor() throws Exception {
        var events = emulator.events(
                "/v1/chat/completions",
                chat("hi").put("stream", true).put("stream_options", new JsonObject().put("include_usage", true)));

        var last = new JsonObject(events.get(events.size() - 2));
        assertThat(last.getJsonArray("choices")).isEmpty();
        assertThat(last.getJsonObject("usage").getInteger("completion_tokens")).isEqualTo(5);
        assertThat(events).endsWith("[DONE]");
    }

    @Test
    void theLimitOfTheRequestCutsTheAnswer() throws Exception {
        var older = emulator.answer("/v1/chat/completions", chat("hi").put("max_tokens", 2));
        var newer = emulator.answer(
                "/v1/chat/completions", chat("hi").put("max_tokens", 2).put("max_completion_tokens", 3));

        assertThat(older.getJsonObject("usage").getInteger("completion_tokens")).isEqualTo(2);
        assertThat(older.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo("length");
        assertThat(newer.getJsonObject("usage").getInteger("completion_tokens")).isEqualTo(3);
    }

    @Test
    void anyOfItsNamesMayBeAskedForAndTheFirstAnswers() throws Exception {
        var answer = emulator.answer("/v1/chat/completions", chat("hi").put("model", "small"));

        assertThat(answer.getString("model")).isEqualTo("acme/small");
        assertThat(emulator.metric("vllm:request_success_total", "model_name=\"acme/small\""))
                .isNotNegative();
    }

    @Test
    void theModelIsListedUnderEachName() throws Exception {
        var models = new JsonObject(emulator.get("/v1/models").body());

        assertThat(models.getString("object")).isEqualTo("list");
        assertThat(models.getJsonArray("data"))
                .extracting(model -> ((JsonObject) model).getString("id"))
                .containsExactly("acme/small", "small");
        assertThat(models.getJsonArray("data").getJsonObject(0).getInteger("max_model_len"))
                .isEqualTo(256);
    }

    @Test
    void itIsHealthy() throws Exception {
        assertThat(emulator.get("/health").statusCode()).isEqualTo(200);
    }

    private static JsonObject chat(String content) {
        return new JsonObject()
                .put("model", "acme/small")
                .put(
                        "messages",
                        new JsonArray().add(new JsonObject().put("role", "user").put("content", content)));
    }

    private static JsonObject choice(String event) {
        return new JsonObject(event).getJsonArray("choices").getJsonObject(0);
    }

    private static JsonObject delta(String event) {
        return choice(event).getJsonObject("delta");
    }
}
