package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.RunningEmulator;
import ai.llmd.wva.emulator.TokenDistribution;
import ai.llmd.wva.emulator.engine.EngineLimits;
import ai.llmd.wva.emulator.engine.LatencyProfile;
import ai.llmd.wva.loadgen.LoadReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LoadgenCommandTest {
    private static RunningEmulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = new RunningEmulator(EmulatorSettings.sample()
                .running(LatencyProfile.decodeOnly(1, 0), new EngineLimits(4, 1_000, 2048))
                .answering(6, TokenDistribution.DETERMINISTIC));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void aRateIsSentAndSummedUp() {
        var run = loadgen("--rate", "[[1, 600]]", "--content", "20");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).contains("sent        10", "ok          10", "failed      0");
        assertThat(run.out()).contains("TTFT ms", "ITL ms", "p99");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void failedRequestsMakeItExitOne() {
        var run = loadgen("--rate", "[[1, 120]]", "--model", "other");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("2  HTTP 404 (The model `other` does not exist.)");
    }

    @Test
    void aTraceIsReplayed(@TempDir Path directory) throws Exception {
        var trace = Files.writeString(
                directory.resolve("trace.csv"),
                "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:00:00,5,6\n2023-11-16 18:00:10,7,3\n");

        var run = loadgen("--trace", trace.toString(), "--speedup", "100", "--no-streaming");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("sent        2", "tokens      9 ");
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        var run = CommandRun.of(
                "loadgen", "--rate=[[5]]", "--url=foo", "--arrivals=bursts", "--content=0", "--timeout=soon");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--rate: '[5]' is not a pair",
                        "--url: 'foo' is not a URL",
                        "--arrivals: 'bursts' is neither constant nor poisson",
                        "--content: must be 1 to",
                        "--timeout: 'soon' is not a whole number")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loadgen|one of --rate",
                "loadgen --rate=[[1,1]] --trace=x|one of --rate",
                "loadgen --trace=/no/such/file|there is no file '/no/such/file'",
                "loadgen --rate=[[1,1]] --speedup=2|--speedup goes with --trace only",
                "loadgen --trace=x --speedup=0|--speedup: must be above 0",
                "loadgen --rate=[[1,1]] --url=http://a:b:c|--url:",
            })
    void usageErrorsNameWhatIsWrong(String arguments, String message) {
        var run = CommandRun.of(arguments.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"'',true", "--streaming,true", "--no-streaming,false"})
    void streamingIsOnUnlessSwitchedOff(String flag, boolean streamed) {
        var holder = new Holder();
        new CommandLine(holder).parseArgs(("--rate=[[1,1]] " + flag).strip().split(" ", -1));

        assertThat(holder.options.toSchedule().settings().streamed()).isEqualTo(streamed);
    }

    @Test
    void onATerminalProgressOverwritesItself() {
        var out = new StringWriter();
        var progress = LoadProgress.of(new PrintWriter(out), true);

        progress.show(new LoadReport(), 1_000);
        progress.show(new LoadReport(), 2_000);
        progress.finish();

        assertThat(out.toString()).startsWith("\r").doesNotContain("\n").endsWith("\r\033[K");
    }

    @Test
    void elsewhereProgressIsLines() {
        var out = new StringWriter();
        var progress = LoadProgress.of(new PrintWriter(out), false);

        progress.show(new LoadReport(), 5_000);
        progress.say("Stopping.");

        assertThat(out.toString().lines()).hasSize(2).last().isEqualTo("Stopping.");
    }

    private static CommandRun loadgen(String... arguments) {
        var all = new ArrayList<>(List.of("loadgen", "--url", emulator.url() + "/v1"));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Command
    private static final class Holder {
        @Mixin
        private LoadgenOptions options;
    }
}
