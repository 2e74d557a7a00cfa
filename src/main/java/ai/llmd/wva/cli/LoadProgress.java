package ai.llmd.wva.cli;

import ai.llmd.wva.loadgen.LoadReport;
import ai.llmd.wva.loadgen.LoadText;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** The progress of traffic: on a terminal every second, elsewhere every five. */
final class LoadProgress {
    private final StatusLine line;

    private LoadProgress(StatusLine line) {
        this.line = line;
    }

    /** Progress on {@code err}, in the way that suits what it is connected to. */
    static LoadProgress on(PrintWriter err) {
        return of(err, Ansi.AUTO.enabled());
    }

    static LoadProgress of(PrintWriter err, boolean terminal) {
        return new LoadProgress(new StatusLine(err, terminal));
    }

    long periodMillis() {
        return line.isTerminal() ? 1_000 : 5_000;
    }

    void show(LoadReport report, double elapsedMillis) {
        line.show(LoadText.progress(report, elapsedMillis));
    }

    /** A sentence of its own line. */
    void say(String sentence) {
        line.say(sentence);
    }

    /** Clears the line, so that what follows starts on an empty one. */
    void finish() {
        line.finish();
    }
}
