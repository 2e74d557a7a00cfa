package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ProgramVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    @Test
    void withoutACommandItSaysSo() {
        var run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly("wva: A command is missing.", "Try 'wva --help' for what can be given.");
    }

    @Test
    void helpListsEveryCommandAndTheExitCodes() {
        var run = CommandRun.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("emulator", "loadgen", "demo", "profile", "Exit codes");
    }

    @Test
    void aShellLearnsToCompleteCommandsThatHelpDoesNotList() {
        assertThat(CommandRun.of("generate-completion").out()).contains("# wva Bash Completion", "doctor");
        assertThat(CommandRun.of("--help").out()).doesNotContain("generate-completion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'-f'|'--file'", "'-c'|'--config'", "'--kubeconfig'", "'--ca-file'", "'--trace'"})
    void aShellLearnsWhichOptionsTakeFiles(String option) {
        assertThat(CommandRun.of("generate-completion").out())
                .containsPattern(Pattern.quote(option + ")") + "\\s+local IFS=.*\\s+.*filenames\\s+.*compgen -f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"emulator", "loadgen", "demo", "doctor", "simulate", "replay", "profile", "migrate"})
    void everyCommandHasHelpAndVersion(String command) {
        assertThat(CommandRun.of(command, "--help").out()).startsWith("Usage: wva " + command);
        assertThat(CommandRun.of(command, "--help").exitCode()).isZero();
        assertThat(CommandRun.of(command, "--version").out()).matches("wva \\d+\\.\\d+.*\\s+");
    }

    @Test
    void readsTheOptionsOfTheCommandThatRunsOnly() {
        assertThat(Main.commandLineFor("controller", "--check").getSubcommands())
                .containsOnlyKeys("controller");
        for (var first : List.of("help", "generate-completion", "--help", "unknown")) {
            assertThat(Main.commandLineFor(first).getSubcommands()).hasSizeGreaterThan(10);
        }
        assertThat(Main.commandLineFor().getSubcommands()).hasSizeGreaterThan(10);
    }

    @Test
    void theVersionIsTheBuilds() throws Exception {
        assertThat(CommandRun.of("--version").out().strip()).isEqualTo("wva " + ProgramVersion.get());
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        var run = CommandRun.of("fly");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("wva: there is no command 'fly'" + System.lineSeparator())
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"optimise,optimize", "controler,controller", "Simulat,simulate", "load-gen,loadgen", "docter,doctor"})
    void aMisspeltCommandIsToldTheOneThatWasMeant(String typed, String meant) {
        var run = CommandRun.of(typed, "-f", "x.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "wva: there is no command '" + typed + "'; did you mean '" + meant + "'?",
                        "Try 'wva --help' for what can be given.");
    }

    @Test
    void anUnknownOptionOfTheProgramIsNoCommand() {
        assertThat(CommandRun.of("--fly").err()).contains("Unknown option: '--fly'");
    }

    @Test
    void anUnknownOptionIsAUsageErrorOfItsCommand() {
        var run = CommandRun.of("emulator", "--speed", "9");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("wva emulator: ").contains("--speed", "Try 'wva emulator --help'");
    }

    @Test
    void aUsageExceptionIsPrintedLineByLineAndExitsTwo() {
        var run = CommandRun.of(failing(new UsageException(List.of("one is wrong", "two is wrong"))), "fail");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("wva fail: one is wrong" + System.lineSeparator() + "wva fail: two is wrong")
                .doesNotContain("\tat ");
    }

    @Test
    void aForeseenFailureIsOneSentenceAndExitsOne() {
        var run = CommandRun.of(failing(new CommandFailedException("the port is taken", null)), "fail");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("wva fail: the port is taken");
    }

    @Test
    void whatCannotBePrintedIsAFailure() {
        var command = Main.commandLineFor("optimize");
        var err = new StringWriter();
        var full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        int code = command.setOut(full)
                .setErr(new PrintWriter(err, true))
                .execute("optimize", "-f", "deploy/samples/optimize.yaml");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("wva optimize: what it prints could not be written: the disk is full, or its reader"
                        + " has gone");
    }

    @Test
    void tooLittleMemoryIsOneSentence() {
        var run = CommandRun.of(failing(new OutOfMemoryError("Java heap space")), "fail");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .matches("wva fail: there is not enough memory, of which Java may use \\d+ MiB: allow"
                                + " more, .*"));
    }

    @Test
    void anUnforeseenFailureShowsItsTraceAndExitsOne() {
        var run = CommandRun.of(failing(new IllegalStateException("boom")), "fail");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("unexpected failure", "boom", "\tat ");
    }

    private static CommandLine failing(Throwable failure) {
        return Main.commandLine().addSubcommand(new Fail(failure));
    }

    @Command(name = "fail")
    private record Fail(Throwable failure) implements Callable<Integer> {
        @Override
        public Integer call() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }
}
