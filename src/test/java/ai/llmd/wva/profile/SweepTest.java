package ai.llmd.wva.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.RunningEmulator;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.loadgen.LoadReport;
import ai.llmd.wva.loadgen.LoadSettings;
import ai.llmd.wva.loadgen.TokenClient;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sweeps of an emulator over real sockets: 4 slots, 5 + 0.5 n ms a token. */
class SweepTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private RunningEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = new RunningEmulator(EmulatorSettings.sample()
                .running(StepLaw.beside(5, 0.5, 2, 0.01), new EngineLimits(4, 10_000, 2_048))
                .stoppingWithin(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        emulator.close();
    }

    @Test
    void aServerThatIsServingOthersIsLeftAlone() throws Exception {
        serveSomeoneElse();

        assertThatThrownBy(() -> run(sweep(settings(false))))
                .hasMessageContainingAll("serving others (1 running", "--even-if-busy");
        assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(1);
    }

    @Test
    void besideOthersTheBatchIsWhatTheServerSaysItIs() throws Exception {
        serveSomeoneElse();

        var result = run(sweep(settings(true)));

        assertThat(result.measurements()).extracting(LevelMeasurement::requests).contains(2.0, 3.0);
        assertThat(result.measurements())
                .allSatisfy(level -> assertThat(level.itlMillis() / (5 + 0.5 * level.requests()))
                        .isBetween(0.97, 1.03));
    }

    @Test
    void aSweepThatIsStoppedKeepsWhatItHas() throws Exception {
        var sweep = sweep(settings(false));
        var running = sweep.run().toCompletionStage().toCompletableFuture();
        await().until(() -> progress.stream().anyMatch(line -> line.contains("level 3")));

        sweep.stop();

        var result = running.get();
        assertThat(result.complete()).isFalse();
        assertThat(result.measurements()).hasSizeGreaterThanOrEqualTo(2);
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isZero());
    }

    @Test
    void aLevelThatOthersDisturbIsLeftOutAndTheSweepGoesOn() throws Exception {
        var running = sweep(settings(List.of(1), 300)).run().toCompletionStage().toCompletableFuture();
        await().until(() -> progress.stream().anyMatch(line -> line.contains("level 2")));

        serveSomeoneElse(60);

        var result = running.get();
        assertThat(result.measurements()).hasSize(2);
        assertThat(result.notes())
                .containsExactly("1 at once, prompts of 32 tokens: left out, the server was serving others at the same"
                        + " time");
        assertThat(result.complete()).isTrue();
    }

    @Test
    void aSweepThatOthersDisturbTwiceInARowEndsAndHangsUp() throws Exception {
        var running = sweep(settings(List.of(1, 2, 3, 4), 60))
                .run()
                .toCompletionStage()
                .toCompletableFuture();
        await().until(() -> progress.stream().anyMatch(line -> line.contains("level 2")));

        serveSomeoneElse();

        var result = running.get();
        assertThat(result.measurements())
                .isNotEmpty()
                .allSatisfy(level -> assertThat(level.requests()).isEqualTo(1));
        assertThat(result.notes()).hasSize(3);
        assertThat(result.notes().get(0)).endsWith("left out, the server was serving others at the same time");
        assertThat(result.notes().get(1))
                .startsWith("the server is serving others (1 running, 0 waiting): a sweep would slow them");
        assertThat(result.complete()).isFalse();
        assertThat(progress).noneMatch(line -> line.contains("level 5"));
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(1));
    }

    @Test
    void promptsThatTheServerDoesNotTakeAreLeftOut() throws Exception {
        var long4096 = new SweepSettings(
                URI.create(emulator.url()),
                Optional.empty(),
                EmulatorSettings.VLLM_PREFIX,
                List.of(1),
                List.of(32, 4_096),
                24,
                false,
                Duration.ofSeconds(30));

        var result = run(sweep(long4096));

        assertThat(result.measurements())
                .extracting(LevelMeasurement::promptTokens)
                .containsOnly(32);
        assertThat(result.notes())
                .containsExactly("prompts of 4,096 tokens were left out: the server takes 2,048 tokens at most");
    }

    private Sweep sweep(SweepSettings settings) {
        return new Sweep(vertx, settings, progress::add);
    }

    private static SweepResult run(Sweep sweep) throws Exception {
        return sweep.run().toCompletionStage().toCompletableFuture().get();
    }

    private SweepSettings settings(boolean evenIfBusy) {
        return settings(List.of(1, 2), 60, evenIfBusy);
    }

    private SweepSettings settings(List<Integer> concurrencies, int answerTokens) {
        return settings(concurrencies, answerTokens, false);
    }

    private SweepSettings settings(List<Integer> concurrencies, int answerTokens, boolean evenIfBusy) {
        return new SweepSettings(
                URI.create(emulator.url()),
                Optional.of("default/default"),
                EmulatorSettings.VLLM_PREFIX,
                concurrencies,
                List.of(32),
                answerTokens,
                evenIfBusy,
                Duration.ofSeconds(30));
    }

    private void serveSomeoneElse() {
        serveSomeoneElse(2_000);
    }

    private void serveSomeoneElse(int answerTokens) {
        var client = new TokenClient(
                vertx,
                new LoadSettings(
                        URI.create(emulator.url() + "/v1"), "default/default", true, Duration.ofSeconds(60), 1),
                System::nanoTime);
        vertx.runOnContext(now -> client.ask(10, answerTokens, new LoadReport()));
        await().untilAsserted(() ->
                assertThat(emulator.metric("vllm:num_requests_running")).isEqualTo(1));
    }
}
