package ai.llmd.wva.cli;

import ai.llmd.wva.text.Style;
import picocli.CommandLine.Model.CommandSpec;

/** Coloured on a terminal, unless NO_COLOR asks for none. */
final class Colours {
    private Colours() {}

    static Style of(CommandSpec command) {
        return command.commandLine().getColorScheme().ansi().enabled() ? Style.COLOURED : Style.PLAIN;
    }
}
