package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.RunningEmulator;
import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.engine.Patience.Awaited;
import ai.llmd.wva.engine.Patience.Spread;
import ai.llmd.wva.engine.StepLaw;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that give up and come back, against an emulator of 2 slots whose answers take a quarter of an hour. */
class ImpatientLoadTest {
    private static final ChatShape ENDLESS = new ChatShape(50, OptionalInt.of(1_000_000), true);

    private final Vertx vertx = Vertx.vertx();
    private RunningEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = new RunningEmulator(EmulatorSettings.sample()
                .running(StepLaw.decodeOnly(1, 0), new EngineLimits(2, 1_000_000, 2_000_000))
                .stoppingWithin(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        emulator.close();
    }

    @Test
    void whoWaitsTooLongForTheAnswerGivesUpAndFreesTheServer() throws Exception {
        var report = run(givingUp(200, Awaited.ANSWER, 0), 5);

        assertThat(report.offered()).isEqualTo(5);
        assertThat(report.sent()).isEqualTo(5);
        assertThat(report.abandoned()).isEqualTo(5);
        assertThat(report.failed()).isZero();
        assertThat(report.inFlight()).isZero();
        awaitEmpty();
        assertThat(emulator.metric("vllm:request_success_total", "abort")).isZero();
    }

    @Test
    void whoWaitsForTheFirstTokenStaysOnceItHasCome() throws Exception {
        var runner = runner(base(), givingUp(2_000, Awaited.FIRST_TOKEN, 0), 5);
        var abandoned = new AtomicLong();
        runner.watch(20, report -> abandoned.set(report.abandoned()));
        var ended = runner.run();
        await().until(() -> abandoned.get() == 3);
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_waiting")).isZero());
        assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(2);

        runner.quit();
        var report = ended.toCompletionStage().toCompletableFuture().get();

        assertThat(report.abandoned()).isEqualTo(3);
        assertThat(report.inFlight()).isEqualTo(2);
    }

    @Test
    void whoGivesUpAsksAgainAsOftenAsTold() {
        var report = run(givingUp(50, Awaited.ANSWER, 2), 2);

        assertThat(report.offered()).isEqualTo(2);
        assertThat(report.sent()).isEqualTo(6);
        assertThat(report.retried()).isEqualTo(4);
        assertThat(report.abandoned()).isEqualTo(6);
    }

    @Test
    void aServerThatIsBusyForNowIsAskedAgain() throws Exception {
        var asked = new AtomicInteger();
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (asked.incrementAndGet() == 1) {
                        request.response().setStatusCode(503).end();
                    } else {
                        request.response().end("{\"choices\":[],\"usage\":{\"completion_tokens\":3}}");
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        var habits = new ClientHabits(Patience.ENDLESS, 3, 1);

        var report =
                run(settings(URI.create("http://127.0.0.1:" + server.actualPort() + "/v1"), "m", false, habits), 1);

        assertThat(report.offered()).isEqualTo(1);
        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.succeeded()).isEqualTo(1);
        assertThat(report.failures()).containsExactly(Map.entry("HTTP 503", new FailureCount(1, "")));
    }

    @Test
    void whatWillNeverBeServedIsNotAskedAgain() {
        var report = run(settings(base(), "other", true, new ClientHabits(Patience.ENDLESS, 3, 1)), 2);

        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.failures().get("HTTP 404").count()).isEqualTo(2);
    }

    @Test
    void drainingSendsNobodyAgain() throws Exception {
        var patience = new Patience(Spread.CONSTANT, 50, Awaited.ANSWER);
        var runner = runner(base(), new ClientHabits(patience, 1, 3_600_000), 1);
        var ended = runner.run();
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:prompt_tokens_total")).isPositive());

        runner.drain();
        var report = ended.toCompletionStage().toCompletableFuture().get();

        assertThat(report.sent()).isEqualTo(1);
        assertThat(report.abandoned()).isEqualTo(1);
    }

    private void awaitEmpty() {
        await().untilAsserted(() -> assertThat(
                        emulator.metric("vllm:num_requests_running") + emulator.metric("vllm:num_requests_waiting"))
                .isZero());
    }

    private LoadReport run(ClientHabits habits, int requests) {
        return run(settings(base(), "default/default", true, habits), requests);
    }

    private LoadReport run(LoadSettings settings, int requests) {
        return runner(settings, requests)
                .run()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private LoadRunner runner(URI url, ClientHabits habits, int requests) {
        return runner(settings(url, "default/default", true, habits), requests);
    }

    private LoadRunner runner(LoadSettings settings, int requests) {
        List<Arrival> arrivals = IntStream.range(0, requests)
                .mapToObj(i -> new Arrival(i, ENDLESS))
                .toList();
        return new LoadRunner(vertx, settings, arrivals.iterator(), System::nanoTime);
    }

    private static LoadSettings settings(URI url, String model, boolean streamed, ClientHabits habits) {
        return new LoadSettings(url, model, streamed, Duration.ofSeconds(60), 1_000, habits, 1);
    }

    private static ClientHabits givingUp(double millis, Awaited awaited, int retries) {
        return new ClientHabits(new Patience(Spread.CONSTANT, millis, awaited), retries, 1);
    }

    private URI base() {
        return URI.create(emulator.url() + "/v1");
    }
}
