package ai.llmd.wva.cli;

import ai.llmd.wva.config.Spelling;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Entry point of {@code wva.jar}: finds the command, runs it, and turns what goes wrong into a sentence and an exit
 * code.
 */
@Command(
        name = "wva",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        description = "Finds the cheapest vLLM replicas that meet a model's latency targets.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 not all of the load can be" + " served.",
            "'wva COMMAND --help' explains a command."
        })
public final class Main implements Runnable {
    private static final long BYTES_PER_MIB = 1024 * 1024;
    private static final List<Class<?>> COMMANDS = List.of(
            ControllerCommand.class,
            OptimizeCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            MigrateCommand.class,
            ProfileCommand.class,
            DoctorCommand.class,
            TopCommand.class,
            ExplainCommand.class,
            EmulatorCommand.class,
            LoadgenCommand.class,
            DemoCommand.class,
            HelpCommand.class,
            CompletionCommand.class);

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLineFor(arguments).execute(arguments));
    }

    /** The whole command line, ready to execute; output and error writers may still be replaced. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /**
     * As much of it as these arguments need: reading the options of commands that do not run would take a part of the
     * controller's start.
     */
    static CommandLine commandLineFor(String... arguments) {
        return COMMANDS.stream()
                // help and completion speak of the others
                .filter(command -> command != HelpCommand.class && command != CompletionCommand.class)
                .filter(command -> arguments.length > 0 && arguments[0].equals(nameOf(command)))
                .findFirst()
                .map(command -> commandLine(List.of(command)))
                .orElseGet(Main::commandLine);
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    private static CommandLine commandLine(List<Class<?>> commands) {
        var line = new CommandLine(new Main());
        commands.forEach(line::addSubcommand);
        return line.setParameterExceptionHandler(
                        (wrong, arguments) -> usageError(wrong.getCommandLine(), sentence(wrong)))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .setExecutionStrategy(Main::executed);
    }

    /** A command has not done its job where nobody could read what it printed. */
    private static int executed(ParseResult parsed) {
        var commands = parsed.asCommandLineList();
        var last = commands.get(commands.size() - 1);
        int code;
        try {
            code = new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            report(
                    last,
                    "there is not enough memory, of which Java may use "
                            + Runtime.getRuntime().maxMemory() / BYTES_PER_MIB
                            + " MiB: allow more, as with java -Xmx4g -jar wva.jar");
            return ExitCode.FAILURE;
        }
        if (last.getOut().checkError() || System.out.checkError()) {
            report(last, "what it prints could not be written: the disk is full, or its reader has gone");
            return code == ExitCode.OK ? ExitCode.FAILURE : code;
        }
        return code;
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    /** A command that there is not is told as such, with the one that was meant. */
    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && wrong.getCommandLine().getParent() == null
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            var typed = unmatched.getUnmatched().get(0);
            return "there is no command '" + typed + "'"
                    + Spelling.nearest(
                                    typed,
                                    wrong.getCommandLine().getSubcommands().keySet())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("");
        }
        return wrong.getMessage();
    }

    private static int usageError(CommandLine command, String message) {
        report(command, message);
        command.getErr()
                .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what can be given.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command) {
        if (failure instanceof UsageException) {
            return usageError(command, failure.getMessage());
        }
        if (failure instanceof CommandFailedException) {
            report(command, failure.getMessage());
            return ExitCode.FAILURE;
        }
        // nobody foresaw this one: a trace is what helps whoever mends it
        report(command, "unexpected failure: " + failure);
        failure.printStackTrace(command.getErr());
        return ExitCode.FAILURE;
    }

    private static void report(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        message.lines().forEach(line -> err.println(name + ": " + line));
    }
}
