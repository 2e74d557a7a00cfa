package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.ServedNames;
import ai.llmd.wva.emulator.TokenDistribution;
import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class EmulatorCommandTest {
    /** With a context that takes recorded requests. */
    private static final EmulatorSettings SAMPLE =
            EmulatorSettings.sample().running(EmulatorSettings.sample().law(), new EngineLimits(4, 1_718, 32_768));

    @Test
    void withNothingGivenItIsTheSample() {
        assertThat(settings(Map.of())).isEqualTo(SAMPLE);
    }

    @Test
    void theVariablesOfExistingEmulatorsAreTaken() {
        var settings = settings(Map.of(
                "MODEL_NAME", "acme/large",
                "DECODE_TIME", "20",
                "PREFILL_TIME", "30",
                "MODEL_SIZE", "40000",
                "KVC_PER_TOKEN", "0.5",
                "MAX_SEQ_LEN", "4096",
                "MEM_SIZE", "80000",
                "AVG_TOKENS", "128",
                "TOKENS_DISTRIBUTION", "uniform",
                "MAX_BATCH_SIZE", "8"));

        assertThat(settings.model()).isEqualTo("acme/large");
        assertThat(settings.law()).isEqualTo(StepLaw.beside(20, 0, 30, 0));
        assertThat(settings.limits().kvBlocks()).isEqualTo(5_000);
        assertThat(settings.limits().maxSequenceTokens()).isEqualTo(4096);
        assertThat(settings.limits().maxBatch()).isEqualTo(8);
        assertThat(settings.averageTokens()).isEqualTo(128);
        assertThat(settings.distribution()).isEqualTo(TokenDistribution.UNIFORM);
    }

    @Test
    void flagsWinOverVariables() {
        var settings = settings(
                Map.of("DECODE_TIME", "20", "MODEL_NAME", "a", "MAX_BATCH_SIZE", "8"),
                "--alpha=7.47",
                "--beta=0.044",
                "--gamma=15.4",
                "--delta=0.0003",
                "--model=b",
                "--max-batch=256",
                "--port=9000",
                "--host=127.0.0.1",
                "--seed=42",
                "--grace=7");

        assertThat(settings.law()).isEqualTo(StepLaw.beside(7.47, 0.044, 15.4, 0.0003));
        assertThat(settings.model()).isEqualTo("b");
        assertThat(settings.limits().maxBatch()).isEqualTo(256);
        assertThat(settings.port()).isEqualTo(9000);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.seed()).isEqualTo(42);
        assertThat(settings.shutdownGrace()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void servedNamesWinOverTheModel() {
        var settings = settings(Map.of("MODEL_NAME", "a"), "--model=b", "--served-model-name", "qwen", "acme/qwen");

        assertThat(settings.names()).isEqualTo(ServedNames.of("qwen", "acme/qwen"));
        assertThat(settings.model()).isEqualTo("qwen");
        assertThat(settings(Map.of(), "--served-model-name=a", "--served-model-name=b", "--port=1")
                        .names())
                .isEqualTo(ServedNames.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kserve_vllm:", "vllm_", ""})
    void metricsMayHaveAnotherPrefixOrNone(String prefix) {
        assertThat(settings(Map.of(), "--metric-prefix", prefix).metricPrefix()).isEqualTo(prefix);
    }

    @Test
    void namesAndPrefixesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> settings(Map.of(), "--served-model-name", "a", "a", "--metric-prefix=9-"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--served-model-name: a name is there twice: a, a")
                .hasMessageContaining("--metric-prefix: '9-' cannot begin the name of a metric");
    }

    @Test
    void aGivenAlphaComesWithoutTheSamplesBeta() {
        assertThat(settings(Map.of(), "--alpha=10").law()).isEqualTo(StepLaw.decodeOnly(10, 0));
        assertThat(settings(Map.of("DECODE_TIME", "10"), "--beta=1").law()).isEqualTo(StepLaw.decodeOnly(10, 1));
        assertThat(settings(Map.of(), "--beta=1").law()).isEqualTo(StepLaw.decodeOnly(20.58, 1));
    }

    @Test
    void aCalibrationStandsForTimesAndLimits() {
        var settings = settings(Map.of("DECODE_TIME", "10"), "--calibration=h100-qwen32b-tp2", "--avg-tokens=1000");

        assertThat(settings.law()).isEqualTo(Calibration.H100_QWEN32B_TP2.law());
        assertThat(settings.limits()).isEqualTo(Calibration.H100_QWEN32B_TP2.limits());
        assertThat(settings.averageTokens()).isEqualTo(1000);
        assertThatThrownBy(() -> settings(Map.of(), "--calibration=a100", "--beta=1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--calibration: there is no calibration 'a100', but published, h100-qwen32b-tp2")
                .hasMessageContaining("--calibration stands for --alpha, --beta");
    }

    @Test
    void blankVariablesCountAsNotGiven() {
        assertThat(settings(Map.of("MODEL_NAME", " ", "AVG_TOKENS", ""))).isEqualTo(SAMPLE);
    }

    @Test
    void everythingWrongIsReportedAtOnceUnderItsName() {
        assertThatThrownBy(() -> settings(
                        Map.of("MAX_BATCH_SIZE", "many", "AVG_TOKENS", "0", "TOKENS_DISTRIBUTION", "zipf"),
                        "--alpha=-1",
                        "--port=70000",
                        "--beta=x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("MAX_BATCH_SIZE: 'many' is not a whole number")
                .hasMessageContaining("AVG_TOKENS: must be 1 to")
                .hasMessageContaining("TOKENS_DISTRIBUTION: 'zipf' is none of deterministic, uniform")
                .hasMessageContaining("--alpha: must be 0 or more")
                .hasMessageContaining("--port: must be 0 to 65535")
                .hasMessageContaining("--beta: 'x' is not a number");
    }

    @ParameterizedTest
    @CsvSource({"MODEL_SIZE,90000", "KVC_PER_TOKEN,10000", "MEM_SIZE,25000"})
    void aDeviceWithoutRoomForACacheIsRefused(String variable, String value) {
        assertThatThrownBy(() -> settings(Map.of(variable, value)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("leaves no room for a KV cache block");
    }

    @Test
    void tokensThatTakeNoTimeAreRefused() {
        assertThatThrownBy(() -> settings(Map.of(), "--alpha=0")).hasMessageContaining("must take some time");
    }

    @Test
    void wrongFlagsExitTwoWithoutATrace() {
        var run = CommandRun.of("emulator", "--port", "http", "--max-batch", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "wva emulator: --max-batch: must be 1 to 100000, not 0",
                        "wva emulator: --port: 'http' is not a whole number",
                        "Try 'wva emulator --help' for what can be given.");
    }

    @Test
    void aTakenPortIsAFailureInOneSentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var run = CommandRun.of("emulator", "--host", "127.0.0.1", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("wva emulator: cannot serve on 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("\tat ");
        }
    }

    private static EmulatorSettings settings(Map<String, String> environment, String... flags) {
        var holder = new Holder();
        new CommandLine(holder).parseArgs(flags);
        return holder.options.toSettings(environment);
    }

    @Command
    private static final class Holder {
        @Mixin
        private EmulatorOptions options;
    }
}
