package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What {@code --help} of each command prints, on a terminal of 80 columns. */
class HelpTest {
    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream()
                // picocli's own
                .filter(command -> !command.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        var run = CommandRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: wva " + command + " ");
    }

    /** So that a URL, a path or a flag can be copied out of it. */
    @ParameterizedTest
    @MethodSource("commands")
    void noWordIsBrokenAtTheEndOfALine(String command) {
        var usage = Main.commandLine().getSubcommands().get(command);
        var printed = new HashSet<>(words(usage.getUsageMessage()));

        assertThat(texts(usage).flatMap(text -> words(text).stream()).filter(word -> !printed.contains(word)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anExampleCanBePasted(String command) {
        var usage = Main.commandLine().getSubcommands().get(command);

        assertThat(usage.getUsageMessage().lines())
                .containsAll(texts(usage).filter(text -> text.startsWith("  ")).toList());
    }

    private static Stream<String> texts(CommandLine command) {
        var message = command.getCommandSpec().usageMessage();
        return Stream.concat(
                Stream.of(message.description(), message.footer()).flatMap(Arrays::stream),
                command.getCommandSpec().options().stream().flatMap(option -> Arrays.stream(option.description())));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
