package ai.llmd.wva.loadgen;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;

/**
 * Reads the rows of recorded requests, one at a time: when each came, its prompt's tokens and its answer's, in order of
 * time. The first line is {@code TIMESTAMP,ContextTokens,GeneratedTokens}, as the Azure LLM inference traces are
 * published (Azure Public Dataset, 2023 and 2024), and times count from the first row; or it is
 * {@code seconds,inputTokens,outputTokens}, or a row itself, and times are seconds from the start.
 */
public final class TraceRows {
    private static final String TIMESTAMPS = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private static final String SECONDS = "seconds,inputTokens,outputTokens";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd[' ']['T']HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX]")
            .toFormatter();

    private final double speedup;
    private final Sink sink;
    private boolean timestamps;
    private LocalDateTime start;
    private double lastMillis;
    private int line;
    private int rows;

    /** Takes a row. */
    @FunctionalInterface
    public interface Sink {
        /**
         * A request.
         *
         * @param inputTokens at least 1, whatever the row says
         * @param outputTokens at least 1, whatever the row says
         * @throws IllegalArgumentException when this row is refused, saying why
         */
        void row(double atMillis, int inputTokens, int outputTokens);
    }

    /** What is wrong with a line. */
    public static final class Fault extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final int line;
        private final String reason;

        Fault(int line, String reason) {
            super("line " + line + ": " + reason);
            this.line = line;
            this.reason = reason;
        }

        /** From 1. */
        public int line() {
            return line;
        }

        public String reason() {
            return reason;
        }
    }

    private TraceRows(double speedup, Sink sink) {
        this.speedup = speedup;
        this.sink = sink;
    }

    /**
     * Reads a trace, played {@code speedup} times as fast.
     *
     * @throws Fault naming the first line that is wrong
     * @throws IOException when it cannot be read
     */
    public static void read(BufferedReader lines, double speedup, Sink sink) throws IOException {
        new TraceRows(speedup, sink).readAll(lines);
    }

    private void readAll(BufferedReader lines) throws IOException {
        line = 1;
        var text = lines.readLine();
        var first = text == null ? "" : text.replace(BYTE_ORDER_MARK, "").strip();
        timestamps = first.equalsIgnoreCase(TIMESTAMPS);
        if (!timestamps && !first.equalsIgnoreCase(SECONDS)) {
            if (first.isEmpty() || !Character.isDigit(first.charAt(0))) {
                throw new Fault(1, "must be " + TIMESTAMPS + ", or " + SECONDS + ", or a row of three numbers");
            }
            row(first);
        }
        while ((text = lines.readLine()) != null) {
            line++;
            if (!text.isBlank()) {
                row(text);
            }
        }
        if (rows == 0) {
            throw new Fault(line, "there are no rows after the header");
        }
    }

    private void row(String text) {
        var fields = text.split(",", -1);
        if (fields.length != 3) {
            throw wrong("has " + fields.length + " fields instead of 3");
        }
        var atMillis = (timestamps ? sinceStart(fields[0].strip()) : seconds(fields[0].strip())) / speedup;
        if (atMillis < lastMillis || (rows == 0 && atMillis < 0)) {
            throw wrong(rows == 0 ? "a time is 0 or more" : "is earlier than the line before it");
        }
        var inputTokens = Math.max(1, tokens(fields[1].strip()));
        var outputTokens = Math.max(1, tokens(fields[2].strip()));
        try {
            sink.row(atMillis, inputTokens, outputTokens);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        lastMillis = atMillis;
        rows++;
    }

    private double sinceStart(String text) {
        try {
            var at = LocalDateTime.parse(text, TIMESTAMP);
            start = start == null ? at : start;
            return Duration.between(start, at).toNanos() / NANOS_PER_MILLI;
        } catch (DateTimeParseException e) {
            throw wrong("'" + text + "' is not a time such as 2023-11-16 18:15:46.6805900");
        }
    }

    private double seconds(String text) {
        try {
            var seconds = Double.parseDouble(text);
            if (Double.isFinite(seconds)) {
                return seconds * MILLIS_PER_SECOND;
            }
        } catch (NumberFormatException e) {
            throw wrong("'" + text + "' is not a number of seconds");
        }
        throw wrong("'" + text + "' is not a number of seconds");
    }

    private int tokens(String text) {
        try {
            var count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw wrong("'" + text + "' is not a number of tokens");
        }
        throw wrong("'" + text + "' is not a number of tokens");
    }

    private Fault wrong(String reason) {
        return new Fault(line, reason);
    }
}
