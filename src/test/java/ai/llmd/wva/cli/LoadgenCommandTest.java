package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.RunningEmulator;
import ai.llmd.wva.emulator.TokenDistribution;
import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.engine.Patience.Awaited;
import ai.llmd.wva.engine.Patience.Spread;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.loadgen.LoadReport;
import ai.llmd.wva.loadgen.LoadSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
                .running(StepLaw.decodeOnly(1, 0), new EngineLimits(4, 1_000, 2048))
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
    void aDeadUrlStopsTheRunAndSaysHowToGoOn() {
        var run = CommandRun.of("loadgen", "--rate=[[1,600],[3600,1]]", "--url=http://127.0.0.1:1/v1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "Stopping: nothing is answered: no connection (", "--keep-going sends the rest all the same.");
        assertThat(run.out()).contains("scheduled   ", "no connection (");
    }

    @Test
    void itGoesOnWhereThatIsWanted() {
        var run = CommandRun.of("loadgen", "--keep-going", "--rate=[[1,600]]", "--url=http://127.0.0.1:1/v1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).contains("sent        10", "failed      10");
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
                "loadgen",
                "--rate=[[5]]",
                "--url=foo",
                "--arrivals=bursts",
                "--content=0",
                "--timeout=soon",
                "--patience=long",
                "--patience-distribution=normal",
                "--patience-until=tea");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--rate: '[5]' is not a pair",
                        "--url: 'foo' is not a URL",
                        "--arrivals: 'bursts' is neither constant nor poisson",
                        "--content: must be 1 to",
                        "--timeout: 'soon' is not a whole number",
                        "--patience: 'long' is not a duration above 0",
                        "--patience-distribution: 'normal' is none of constant, exponential",
                        "--patience-until: 'tea' is none of first-token, answer")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loadgen|one of --rate",
                "loadgen --rate=[[1,1]] --trace=x|one of --rate",
                "loadgen --rate=[[10,1e9]]|--rate: a rate must be 0 to 60000000 a minute (a million a second)",
                "loadgen --rate=[[1e99,4]]|--rate: a phase must last longer than 0 seconds and no longer than",
                "loadgen --trace=/no/such/file|there is no file '/no/such/file'",
                "loadgen --rate=[[1,1]] --speedup=2|--speedup goes with --trace only",
                "loadgen --trace=x --speedup=0|--speedup: must be above 0",
                "loadgen --rate=[[1,1]] --url=http://a:b:c|--url:",
                "loadgen --rate=[[1,1]] --patience=10|--patience: '10' is not a duration above 0, such as 10s or 500ms",
                "loadgen --rate=[[1,1]] --patience=0s|--patience: '0s' is not a duration above 0",
                "loadgen --rate=[[1,1]] --patience=-1s|--patience: '-1s' is not a duration above 0",
                "loadgen --rate=[[1,1]] --patience-distribution=exponential|--patience-distribution goes with"
                        + " --patience",
                "loadgen --rate=[[1,1]] --patience-until=answer|--patience-until goes with --patience only",
                "loadgen --rate=[[1,1]] --retry-delay=1s|--retry-delay goes with --retries only",
                "loadgen --rate=[[1,1]] --retries=-1|--retries: must be 0 to 1000",
                "loadgen --rate=[[1,1]] --retries=1 --retry-delay=-1s|--retry-delay: '-1s' is not a duration of 0 or",
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
    void clientsArePatientUnlessToldOtherwise() {
        assertThat(settings("--no-streaming").habits()).isEqualTo(new ClientHabits(Patience.ENDLESS, 0, 1_000));
    }

    @Test
    void habitsOfClientsAreTaken() {
        assertThat(settings("--patience=10s").habits().patience())
                .isEqualTo(new Patience(Spread.CONSTANT, 10_000, Awaited.FIRST_TOKEN));
        assertThat(settings("--patience=1m30s", "--no-streaming").habits().patience())
                .isEqualTo(new Patience(Spread.CONSTANT, 90_000, Awaited.ANSWER));
        assertThat(settings(
                                "--patience=500ms",
                                "--patience-distribution=exponential",
                                "--patience-until=answer",
                                "--retries=3",
                                "--retry-delay=250ms")
                        .habits())
                .isEqualTo(new ClientHabits(new Patience(Spread.EXPONENTIAL, 500, Awaited.ANSWER), 3, 250));
    }

    @Test
    void aFirstTokenIsNotWaitedForWithoutStreaming() {
        var run = CommandRun.of(
                "loadgen", "--rate=[[1,1]]", "--no-streaming", "--patience=1s", "--patience-until=first-token");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--patience-until: only streams show their first token");
    }

    @Test
    void whoGivesUpIsCountedApartAndMakesItExitOne(@TempDir Path directory) throws Exception {
        var trace = Files.writeString(
                directory.resolve("long.csv"),
                "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:00:00,5,2000\n2023-11-16 18:00:00,7,2000\n");

        var run = loadgen(
                "--trace=" + trace, "--patience=100ms", "--patience-until=answer", "--retries=1", "--retry-delay=10ms");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .contains(
                        "offered     2",
                        "sent        4",
                        "retried     2",
                        "ok          0",
                        "abandoned   4",
                        "failed      0");
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

    private static LoadSettings settings(String... flags) {
        var holder = new Holder();
        new CommandLine(holder)
                .parseArgs(Stream.concat(Stream.of("--rate=[[1,1]]"), Stream.of(flags))
                        .toArray(String[]::new));
        return holder.options.toSchedule().settings();
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
