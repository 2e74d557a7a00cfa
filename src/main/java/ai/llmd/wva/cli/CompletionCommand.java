package ai.llmd.wva.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options, and the files that options take. */
@Command(
        name = "generate-completion",
        // wanted once, by who installs the launcher
        hidden = true,
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        description = "Prints a script that completes commands, options and file names in bash and zsh:",
        footer = "source <(wva generate-completion)")
final class CompletionCommand implements Runnable {
    private static final String FILE = "FILE";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var whole = Main.commandLine();
        whole.getSubcommands().values().forEach(command -> takeFiles(command.getCommandSpec()));
        spec.commandLine().getOut().print(AutoComplete.bash(spec.root().name(), whole));
        spec.commandLine().getOut().flush();
    }

    /** The generator knows a file by the plain type {@link Path}, and only that. */
    private static void takeFiles(CommandSpec command) {
        for (var option : List.copyOf(command.options())) {
            if (FILE.equals(option.paramLabel())) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option.names())
                        .paramLabel(FILE)
                        .type(Path.class)
                        .build());
            }
        }
    }
}
