package ai.llmd.wva.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command line that was executed inside the test, and what it left. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... arguments) {
        return of(Main.commandLineFor(arguments), arguments);
    }

    static CommandRun of(CommandLine command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
