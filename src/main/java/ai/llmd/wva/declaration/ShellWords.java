package ai.llmd.wva.declaration;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a shell script, as far as they can be told without running it: quotes, escapes, comments and lines that
 * go on are read, variables stay as they are written.
 */
final class ShellWords {
    /** Stands between two commands, and where the output goes elsewhere. */
    static final String END = "\n";

    private static final String OPERATORS = "\n;|&<>()";

    private final String script;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private int at;

    private ShellWords(String script) {
        this.script = script;
    }

    static List<String> of(String script) {
        return new ShellWords(script.replace("\r\n", "\n")).read();
    }

    private List<String> read() {
        while (at < script.length()) {
            char next = script.charAt(at++);
            if (next == '\'' || next == '"') {
                quoted(next);
            } else if (next == '\\') {
                escaped();
            } else if (next == '#' && !begun) {
                comment();
            } else if (OPERATORS.indexOf(next) >= 0) {
                end();
                words.add(END);
            } else if (Character.isWhitespace(next)) {
                end();
            } else {
                add(next);
            }
        }
        end();
        return words;
    }

    private void quoted(char quote) {
        begun = true;
        while (at < script.length() && script.charAt(at) != quote) {
            char next = script.charAt(at++);
            if (next == '\\' && quote == '"') {
                escaped();
            } else {
                word.append(next);
            }
        }
        at++;
    }

    /** A backslash before the end of a line joins it with the next one. */
    private void escaped() {
        if (at < script.length()) {
            char next = script.charAt(at++);
            if (next != '\n') {
                add(next);
            }
        }
    }

    private void comment() {
        while (at < script.length() && script.charAt(at) != '\n') {
            at++;
        }
    }

    private void add(char next) {
        begun = true;
        word.append(next);
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
    }
}
