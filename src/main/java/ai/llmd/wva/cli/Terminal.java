package ai.llmd.wva.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The terminal that a command talks to, if there is one. */
final class Terminal {
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    private volatile int columns = USUAL_COLUMNS;

    /** Whether input and output are one. */
    static boolean isAttached() {
        return Optional.ofNullable(System.console()).map(Terminal::isTerminal).orElse(false);
    }

    /** Since Java 22 there is a console without a terminal, too, which says so by a method that is new with it. */
    private static boolean isTerminal(Console console) {
        try {
            return !(Console.class.getMethod("isTerminal").invoke(console) instanceof Boolean answer) || answer;
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** As wide as it was when it was last looked at; 80 where nobody knows. */
    int columns() {
        return columns;
    }

    /** Looks how wide it is, by {@code stty}, since Java cannot tell. Blocking. */
    void look() {
        size().ifPresent(found -> columns = Math.max(LEAST_COLUMNS, found));
    }

    private static OptionalInt size() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return OptionalInt.empty();
            }
            return columns(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // no stty, or no terminal to ask
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** What stty says: rows, then columns; 0 where it does not know. */
    static OptionalInt columns(String text) {
        var size = SIZE.matcher(text);
        if (!size.matches()) {
            return OptionalInt.empty();
        }
        int found = Integer.parseInt(size.group(1));
        return found > 0 ? OptionalInt.of(found) : OptionalInt.empty();
    }
}
