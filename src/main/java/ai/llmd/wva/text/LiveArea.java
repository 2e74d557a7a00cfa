package ai.llmd.wva.text;

import java.io.PrintWriter;
import java.util.List;

/**
 * The last lines of a terminal, drawn again in place, with lines above them that stay. Where there is no terminal only
 * what stays is printed. From any thread.
 */
public final class LiveArea {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_BELOW = "\r\u001b[J";
    /** What is wider than the terminal has become is cut there, so that the lines can be counted. */
    private static final String CUT = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintWriter out;
    private final boolean terminal;
    private List<String> drawn = List.of();

    public LiveArea(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }

    /** Draws these lines in place of the last ones. */
    public synchronized void draw(List<String> lines) {
        if (terminal) {
            var text = new StringBuilder(CUT);
            clear(text);
            lines.forEach(line -> text.append(line).append(System.lineSeparator()));
            drawn = List.copyOf(lines);
            print(text.append(WRAP).toString());
        }
    }

    /** Prints a line that stays, above those that are drawn. */
    public synchronized void say(String line) {
        var text = new StringBuilder();
        clear(text);
        text.append(line).append(System.lineSeparator());
        if (terminal) {
            text.append(CUT);
            drawn.forEach(again -> text.append(again).append(System.lineSeparator()));
            text.append(WRAP);
        }
        print(text.toString());
    }

    /** Leaves what is drawn as it is: what is printed next comes below it. */
    public synchronized void leave() {
        drawn = List.of();
    }

    private void clear(StringBuilder text) {
        if (!drawn.isEmpty()) {
            text.append(UP.formatted(drawn.size())).append(CLEAR_BELOW);
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
