package ai.llmd.wva.loadgen;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Recorded requests: a CSV file with the header {@code TIMESTAMP,ContextTokens,GeneratedTokens}, as the Azure LLM
 * inference traces are published (Azure Public Dataset, 2023 and 2024). Each row becomes a request of that many tokens
 * in and out, at its distance from the first row.
 */
public final class TraceFile {
    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd[' ']['T']HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX]")
            .toFormatter();

    private TraceFile() {}

    /**
     * Reads a trace, played {@code speedup} times as fast.
     *
     * @throws IllegalArgumentException naming the line that is wrong
     * @throws IOException when the file cannot be read
     */
    public static List<Arrival> read(Path file, double speedup) throws IOException {
        return parse(Files.readAllLines(file), speedup);
    }

    static List<Arrival> parse(List<String> lines, double speedup) {
        if (lines.isEmpty() || !lines.get(0).strip().equalsIgnoreCase(HEADER)) {
            throw new IllegalArgumentException("line 1 must be " + HEADER);
        }
        var arrivals = new ArrayList<Arrival>(lines.size());
        LocalDateTime start = null;
        for (var i = 1; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            var fields = line.split(",", -1);
            if (fields.length != 3) {
                throw wrong(i, "has " + fields.length + " fields instead of 3");
            }
            var at = timestamp(i, fields[0]);
            start = start == null ? at : start;
            var atMillis = Duration.between(start, at).toNanos() / NANOS_PER_MILLI / speedup;
            if (!arrivals.isEmpty()
                    && atMillis < arrivals.get(arrivals.size() - 1).atMillis()) {
                throw wrong(i, "is earlier than the line before it");
            }
            arrivals.add(new Arrival(atMillis, shape(i, fields[1], fields[2])));
        }
        if (arrivals.isEmpty()) {
            throw new IllegalArgumentException("there are no rows after the header");
        }
        return List.copyOf(arrivals);
    }

    private static ChatShape shape(int index, String context, String generated) {
        var promptTokens = Math.max(1, count(index, context));
        var characters = (int) Math.min(Integer.MAX_VALUE, (long) promptTokens * PromptText.CHARACTERS_PER_TOKEN);
        return new ChatShape(characters, OptionalInt.of(Math.max(1, count(index, generated))), true);
    }

    private static LocalDateTime timestamp(int index, String text) {
        try {
            return LocalDateTime.parse(text.strip(), TIMESTAMP);
        } catch (DateTimeParseException e) {
            throw wrong(index, "'" + text + "' is not a time such as 2023-11-16 18:15:46.6805900");
        }
    }

    private static int count(int index, String text) {
        try {
            var count = Integer.parseInt(text.strip());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw wrong(index, "'" + text + "' is not a number of tokens");
        }
        throw wrong(index, "'" + text + "' is not a number of tokens");
    }

    private static IllegalArgumentException wrong(int index, String what) {
        return new IllegalArgumentException("line " + (index + 1) + ": " + what);
    }
}
