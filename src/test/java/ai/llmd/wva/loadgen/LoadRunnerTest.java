package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.RunningEmulator;
import ai.llmd.wva.emulator.TokenDistribution;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load generator against the emulator over real sockets: 2 slots, 1 ms a token, answers of 6 tokens. */
class LoadRunnerTest {
    private static final ChatShape SHORT = new ChatShape(50, OptionalInt.empty(), false);
    private static final ChatShape ENDLESS = new ChatShape(50, OptionalInt.of(1_000_000), true);

    private final Vertx vertx = Vertx.vertx();
    private RunningEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = new RunningEmulator(EmulatorSettings.sample()
                .running(StepLaw.decodeOnly(1, 0), new EngineLimits(2, 1_000_000, 2_000_000))
                .answering(6, TokenDistribution.DETERMINISTIC)
                .stoppingWithin(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        emulator.close();
    }

    @Test
    void streamsAreTimedTokenByToken() throws Exception {
        var report = run(settings(true), alike(20, SHORT));

        assertThat(report.sent()).isEqualTo(20);
        assertThat(report.succeeded()).isEqualTo(20);
        assertThat(report.tokens()).isEqualTo(20 * 6);
        assertThat(report.firstToken().count()).isEqualTo(20);
        assertThat(report.tokenGap().count()).isEqualTo(20 * 5);
        assertThat(report.endToEnd().count()).isEqualTo(20);
        assertThat(emulator.metric("vllm:request_success_total", "stop")).isEqualTo(20);
        assertThat(emulator.metric("vllm:prompt_tokens_total"))
                .as("50 characters are 13 tokens")
                .isEqualTo(20 * 13);
    }

    @Test
    void wholeAnswersAreTimedAtTheirEnd() {
        var report = run(settings(false), alike(5, SHORT));

        assertThat(report.succeeded()).isEqualTo(5);
        assertThat(report.tokens()).isEqualTo(30);
        assertThat(report.firstToken().count()).isZero();
        assertThat(report.endToEnd().count()).isEqualTo(5);
    }

    @Test
    void aTracesLengthsAreAnsweredExactly() throws Exception {
        var report = run(
                settings(true),
                List.of(
                        new Arrival(0, new ChatShape(40, OptionalInt.of(3), true)),
                        new Arrival(1, new ChatShape(80, OptionalInt.of(11), true))));

        assertThat(report.tokens()).isEqualTo(14);
        assertThat(emulator.metric("vllm:request_prompt_tokens_sum")).isEqualTo(30);
        assertThat(emulator.metric("vllm:request_success_total", "length")).isEqualTo(2);
    }

    @Test
    void requestsDoNotWaitForAnswers() throws Exception {
        var runner = runner(settings(true), alike(30, ENDLESS));
        var ended = runner.run();

        await().untilAsserted(() -> assertThat(
                        emulator.metric("vllm:num_requests_running") + emulator.metric("vllm:num_requests_waiting"))
                .isEqualTo(30));
        assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(2);
        assertThat(ended.isComplete()).isFalse();
    }

    @Test
    void aTimeoutFailsTheRequestAndFreesTheServer() {
        var quick = new LoadSettings(base(), "default/default", true, Duration.ofMillis(300), 100);

        var report = run(quick, alike(2, ENDLESS));

        assertThat(report.failures().get("timeout").count()).isEqualTo(2);
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isZero());
    }

    @Test
    void aRefusalIsCountedByItsStatusWithTheServersWords() {
        var wrong = new LoadSettings(base(), "other", true, Duration.ofSeconds(30), 100);

        var report = run(wrong, alike(3, SHORT));

        assertThat(report.failed()).isEqualTo(3);
        assertThat(report.failures().get("HTTP 404"))
                .isEqualTo(new FailureCount(3, "The model `other` does not exist."));
    }

    @Test
    void noServerIsAFailureOfEachRequest() {
        var nowhere = new LoadSettings(
                URI.create("http://127.0.0.1:1/v1"), "default/default", true, Duration.ofSeconds(30), 100);

        var report = run(nowhere, alike(2, SHORT));

        assertThat(report.failures().get("no connection").count()).isEqualTo(2);
    }

    @Test
    void aRunThatNobodyAnswersStopsEarlyWhereItMay() {
        var nowhere = new LoadSettings(
                URI.create("http://127.0.0.1:1/v1"), "default/default", true, Duration.ofSeconds(30), 100);
        var arrivals = new ArrayList<>(alike(5, SHORT));
        arrivals.add(new Arrival(3_600_000, SHORT));
        var told = new ArrayList<String>();

        var report = runner(nowhere, arrivals)
                .stopWhenPointless(told::add)
                .run()
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(report.failed()).isEqualTo(5);
        assertThat(report.scheduled()).as("the sixth was not due yet").isEqualTo(5);
        assertThat(told).singleElement().asString().startsWith("nothing is answered: no connection (");
    }

    @Test
    void aMachineThatFallsFarBehindStopsAndCountsWhatNeverLeft() {
        // on a clock that runs 20 s ahead whenever somebody looks
        var nanos = new AtomicLong();
        LongSupplier clock = () -> nanos.getAndAdd(Duration.ofSeconds(20).toNanos());
        var told = new ArrayList<String>();

        var report = new LoadRunner(vertx, settings(true), alike(30, SHORT).iterator(), clock)
                .stopWhenPointless(told::add)
                .run()
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(report.scheduled()).isEqualTo(30);
        assertThat(report.offered()).isZero();
        assertThat(report.isOnSchedule()).isFalse();
        assertThat(told).singleElement().asString().contains("s behind the schedule");
    }

    @Test
    void aServerThatDiesFailsTheRequestsUnderWay() throws Exception {
        var runner = runner(settings(true), alike(2, ENDLESS));
        var ended = runner.run();
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(2));

        emulator.close();
        var report = ended.toCompletionStage().toCompletableFuture().get();

        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.succeeded()).isZero();
    }

    @Test
    void drainingStopsSendingAndWaitsForTheRest() throws Exception {
        var arrivals = List.of(new Arrival(0, SHORT), new Arrival(3_600_000, SHORT));
        var runner = runner(settings(true), arrivals);
        var ended = runner.run();
        await().untilAsserted(() -> assertThat(emulator.metric("vllm:request_success_total", "stop"))
                .isEqualTo(1));

        runner.drain();
        var report = ended.toCompletionStage().toCompletableFuture().get();

        assertThat(report.sent()).isEqualTo(1);
        assertThat(report.succeeded()).isEqualTo(1);
    }

    @Test
    void quittingDoesNotWait() throws Exception {
        var runner = runner(settings(true), alike(1, ENDLESS));
        var ended = runner.run();
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(1));

        runner.quit();
        var report = ended.toCompletionStage().toCompletableFuture().get();

        assertThat(report.inFlight()).isEqualTo(1);
    }

    @Test
    void nothingToSendEndsAtOnce() {
        assertThat(run(settings(true), List.of()).sent()).isZero();
    }

    private LoadReport run(LoadSettings settings, List<Arrival> arrivals) {
        return runner(settings, arrivals)
                .run()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private LoadRunner runner(LoadSettings settings, List<Arrival> arrivals) {
        return new LoadRunner(vertx, settings, arrivals.iterator(), System::nanoTime);
    }

    private LoadSettings settings(boolean streamed) {
        return new LoadSettings(base(), "default/default", streamed, Duration.ofSeconds(60), 1_000);
    }

    private URI base() {
        return URI.create(emulator.url() + "/v1");
    }

    private static List<Arrival> alike(int requests, ChatShape shape) {
        return IntStream.range(0, requests).mapToObj(i -> new Arrival(i, shape)).toList();
    }
}
