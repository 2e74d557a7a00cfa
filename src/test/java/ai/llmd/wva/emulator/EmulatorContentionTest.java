package ai.llmd.wva.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.StepLaw;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that meet in one server: who runs, who waits, who goes away. One slot; answers of some 200 s unless cut. */
class EmulatorContentionTest {
    private RunningEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = new RunningEmulator(new EmulatorSettings(
                "127.0.0.1",
                0,
                ServedNames.of("m"),
                EmulatorSettings.VLLM_PREFIX,
                StepLaw.decodeOnly(20, 0),
                new EngineLimits(1, 1_000, 16_000),
                10_000,
                TokenDistribution.DETERMINISTIC,
                1,
                Duration.ofMillis(100)));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void theSecondWaitsWhileTheFirstHoldsTheSlot() throws Exception {
        try (var first = new HangingClient(emulator.url(), false)) {
            awaitRunning();
            try (var second = new HangingClient(emulator.url(), true)) {
                awaitWaiting(1);
                assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(1);
                assertThat(emulator.metric("vllm:kv_cache_usage_perc"))
                        .isBetween(0.0, 1.0)
                        .isPositive();
                assertThat(emulator.metric("vllm:gpu_cache_usage_perc")).isPositive();
                assertThat(first.isOpen() && second.isOpen()).isTrue();
            }
        }
    }

    @Test
    void aClientThatGoesAwayFreesItsSlot() throws Exception {
        try (var client = new HangingClient(emulator.url(), false)) {
            awaitRunning();
            assertThat(client.isOpen()).isTrue();
        }
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isZero());
        assertThat(emulator.metric("vllm:kv_cache_usage_perc")).isZero();
        assertNothingFinished();
    }

    @Test
    void aClientThatGoesAwayWhileItRunsLeavesItsTokensCounted() throws Exception {
        try (var client = new HangingClient(emulator.url(), false)) {
            await().untilAsserted(() ->
                    assertThat(emulator.metric("vllm:generation_tokens_total")).isGreaterThanOrEqualTo(2));
            assertThat(client.isOpen()).isTrue();
        }
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isZero());
        assertThat(emulator.metric("vllm:prompt_tokens_total"))
                .as("go on is 2 tokens")
                .isEqualTo(2);
        assertThat(emulator.metric("vllm:time_to_first_token_seconds_count")).isEqualTo(1);
        assertNothingFinished();
    }

    @Test
    void aClientThatGoesAwayWhileItWaitsIsCountedNowhere() throws Exception {
        try (var first = new HangingClient(emulator.url(), false)) {
            awaitRunning();
            try (var second = new HangingClient(emulator.url(), true)) {
                awaitWaiting(1);
                assertThat(emulator.metric("vllm:num_requests_waiting_by_reason", "reason=\"capacity\""))
                        .isEqualTo(1);
                assertThat(emulator.metric("vllm:num_requests_waiting_by_reason", "reason=\"deferred\""))
                        .isZero();
                assertThat(second.isOpen()).isTrue();
            }
            awaitWaiting(0);
            assertThat(first.isOpen()).isTrue();
        }
        assertThat(emulator.metric("vllm:prefix_cache_queries_total")).isEqualTo(2);
        assertThat(emulator.metric("vllm:prompt_tokens_total")).isLessThanOrEqualTo(2);
        assertNothingFinished();
    }

    @Test
    void aClientThatLeavesAStreamFreesItsSlotForTheNext() throws Exception {
        try (var client = new HangingClient(emulator.url(), true)) {
            awaitRunning();
            assertThat(client.isOpen()).isTrue();
        }
        var next = emulator.post("/v1/completions", "{\"prompt\":\"a\",\"max_tokens\":1}");

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(emulator.metric("vllm:request_success_total", "finished_reason=\"length\""))
                .isEqualTo(1);
    }

    @Test
    void stoppingGivesRunningRequestsTheirGraceAndNoMore() throws Exception {
        var answer = endless();
        awaitRunning();

        emulator.stop();

        await().untilAsserted(() -> assertThat(answer).isCompletedExceptionally());
    }

    private CompletableFuture<HttpResponse<String>> endless() {
        var body = new JsonObject().put("prompt", "go on").put("max_tokens", 10_000);
        return emulator.client()
                .sendAsync(
                        emulator.request("/v1/completions")
                                .POST(BodyPublishers.ofString(body.encode()))
                                .build(),
                        BodyHandlers.ofString());
    }

    private void assertNothingFinished() throws Exception {
        for (var reason : FinishReason.values()) {
            assertThat(emulator.metric("vllm:request_success_total", "\"" + reason.label() + "\""))
                    .as(reason.label())
                    .isZero();
        }
        assertThat(emulator.metric("vllm:e2e_request_latency_seconds_count")).isZero();
        assertThat(emulator.metric("vllm:request_prompt_tokens_count")).isZero();
        assertThat(emulator.metric("vllm:request_queue_time_seconds_count")).isZero();
    }

    private void awaitWaiting(int requests) {
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_waiting")).isEqualTo(requests));
    }

    private void awaitRunning() {
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(1));
    }
}
