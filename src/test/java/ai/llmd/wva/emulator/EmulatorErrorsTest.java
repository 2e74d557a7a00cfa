package ai.llmd.wva.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ProgramVersion;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong requests get OpenAI's error object, and leave no trace in the engine. */
class EmulatorErrorsTest {
    private static RunningEmulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = new RunningEmulator(EmulatorSettings.sample()
                .running(StepLaw.decodeOnly(1, 0), new EngineLimits(4, 4, 256))
                .answering(5, TokenDistribution.DETERMINISTIC));
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(emulator.metric("vllm:num_requests_running")).isZero();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/v1/chat/completions|~~|400|empty",
                "/v1/chat/completions|{|400|not a JSON object",
                "/v1/chat/completions|[1]|400|not a JSON object",
                "/v1/chat/completions|{\"model\":\"default/default\"}|400|messages is missing",
                "/v1/chat/completions|{\"messages\":[]}|400|at least one message",
                "/v1/chat/completions|{\"messages\":[{\"content\":\"x\"}]}|400|role",
                "/v1/chat/completions|{\"messages\":[{\"role\":\"user\",\"content\":7}]}|400|content",
                "/v1/chat/completions|{\"model\":\"other\",\"messages\":[]}|404|`other` does not exist",
                "/v1/chat/completions|{\"model\":7,\"messages\":[]}|400|model must be a string",
                "/v1/completions|{\"prompt\":7}|400|prompt must be",
                "/v1/completions|{\"prompt\":[\"a\",\"b\"]}|400|prompt must be",
                "/v1/completions|{\"prompt\":\"a\",\"max_tokens\":0}|400|at least 1",
                "/v1/completions|{\"prompt\":\"a\",\"max_tokens\":1.5}|400|whole number",
                "/v1/completions|{\"prompt\":\"a\",\"max_tokens\":100}|400|maximum context length is 64",
                "/v1/completions|{\"prompt\":\"a\",\"temperature\":-0.5}|400|temperature must be non-negative, got"
                        + " -0.5.",
                "/v1/completions|{\"prompt\":\"a\",\"temperature\":2.5}|400|temperature must be in [0, 2], got 2.5.",
                "/v1/completions|{\"prompt\":\"a\",\"temperature\":\"hot\"}|400|temperature must be a number",
                "/v1/completions|{\"prompt\":\"a\",\"top_p\":0}|400|top_p must be in (0, 1], got 0.0.",
                "/v1/completions|{\"prompt\":\"a\",\"n\":2}|400|n must be 1",
                "/v1/completions|{\"prompt\":\"a\",\"stream\":\"yes\"}|400|stream must be true or false",
                "/v1/completions|{\"prompt\":\"a\",\"stream_options\":{}}|400|stream to be true",
                "/v1/nothing|{}|404|Not Found",
            })
    void isRefused(String path, String body, int status, String message) throws Exception {
        var response = emulator.post(path, body == null ? "" : body);

        assertThat(response.statusCode()).isEqualTo(status);
        var error = new JsonObject(response.body()).getJsonObject("error");
        assertThat(error.getString("message")).contains(message);
        assertThat(error.getString("type")).isEqualTo(status == 404 ? "NotFoundError" : "BadRequestError");
        assertThat(error.getInteger("code")).isEqualTo(status);
    }

    @Test
    void theWrongParameterIsNamed() throws Exception {
        var response = emulator.post("/v1/completions", "{\"prompt\":\"a\",\"max_tokens\":-3}");

        assertThat(new JsonObject(response.body()).getJsonObject("error").getString("param"))
                .isEqualTo("max_tokens");
    }

    @Test
    void aPromptLongerThanTheContextIsRefused() throws Exception {
        var response = emulator.post(
                "/v1/completions",
                new JsonObject().put("prompt", "x".repeat(256)).encode());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("maximum context length is 64", "the prompt has 64");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
        var response = emulator.post("/v1/completions", "x".repeat(17 << 20));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"error\"");
    }

    @Test
    void aWrongMethodIsRefused() throws Exception {
        assertThat(emulator.get("/v1/completions").statusCode()).isEqualTo(405);
    }

    @Test
    void pagesOfAnyOriginMayAskAndReadWhatIsRefused() throws Exception {
        var client = HttpClient.newHttpClient();
        var uri = URI.create(emulator.url() + "/v1/completions");
        var preflight = HttpRequest.newBuilder(uri)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://somewhere")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .build();
        var refused = HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofString("{}"))
                .header("Origin", "http://somewhere")
                .build();

        var allowed = client.send(preflight, BodyHandlers.ofString());
        var answer = client.send(refused, BodyHandlers.ofString());

        assertThat(allowed.statusCode()).isLessThan(300);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("content-type"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void theVersionIsTold() throws Exception {
        assertThat(new JsonObject(emulator.get("/version").body()).getString("version"))
                .isEqualTo(ProgramVersion.get());
    }
}
