package ai.llmd.wva.cli;

import java.io.PrintWriter;

/** One line that says how far a command is: on a terminal it overwrites itself, elsewhere a new one comes. */
final class StatusLine {
    private static final String BACK_AND_CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final boolean terminal;

    StatusLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal;
    }

    synchronized void show(String line) {
        if (terminal) {
            err.print(BACK_AND_CLEAR + line);
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** A sentence of its own line. */
    synchronized void say(String sentence) {
        finish();
        err.println(sentence);
        err.flush();
    }

    /** Clears the line, so that what follows starts on an empty one. */
    synchronized void finish() {
        if (terminal) {
            err.print(BACK_AND_CLEAR);
            err.flush();
        }
    }
}
