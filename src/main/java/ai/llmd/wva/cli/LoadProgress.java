package ai.llmd.wva.cli;

import ai.llmd.wva.loadgen.LoadReport;
import ai.llmd.wva.loadgen.LoadText;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** The progress line: on a terminal it overwrites itself every second, elsewhere a new line comes every five. */
final class LoadProgress {
    private static final String BACK_AND_CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final boolean terminal;

    private LoadProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Progress on {@code err}, in the way that suits what it is connected to. */
    static LoadProgress on(PrintWriter err) {
        return of(err, Ansi.AUTO.enabled());
    }

    static LoadProgress of(PrintWriter err, boolean terminal) {
        return new LoadProgress(err, terminal);
    }

    long periodMillis() {
        return terminal ? 1_000 : 5_000;
    }

    synchronized void show(LoadReport report, double elapsedMillis) {
        var line = LoadText.progress(report, elapsedMillis);
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
