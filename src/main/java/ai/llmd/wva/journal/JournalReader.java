package ai.llmd.wva.journal;

import ai.llmd.wva.model.Fleet;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;

/** Reads the lines of one file, packed or not, one by one: it need not fit into the memory. */
public final class JournalReader {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private static final String UNKNOWN = "?";

    private static final String FIRST_OF_START = "{\"" + JournalLine.KIND + "\":\"" + JournalLine.START + "\"";

    private final String name;
    private final InputStream in;
    private final Consumer<JournalLine> lines;
    private final Consumer<String> notes;
    private long number;
    private long before;
    private boolean started;
    private String writer = UNKNOWN;
    private Fleet fleet;
    private Optional<JournalException> unreadable = Optional.empty();

    private JournalReader(String name, InputStream in, Consumer<JournalLine> lines, Consumer<String> notes) {
        this.name = name;
        this.in = in;
        this.lines = lines;
        this.notes = notes;
    }

    /**
     * Reads to the end. A last line that is cut, since the writer died or has not finished, is skipped with a note, and
     * so is what comes before the first start.
     *
     * @param name of the file, for messages
     * @param lines may throw an IllegalArgumentException about its line
     * @throws JournalException where a line is corrupt or written by a newer version
     */
    public static void read(String name, InputStream file, Consumer<JournalLine> lines, Consumer<String> notes)
            throws IOException {
        new JournalReader(name, unpacked(file), lines, notes).read();
    }

    private static InputStream unpacked(InputStream file) throws IOException {
        var in = new BufferedInputStream(file);
        in.mark(2);
        boolean packed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return packed ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    }

    private void read() throws IOException {
        boolean whole = true;
        for (var line = next(); line.isPresent(); line = next()) {
            number++;
            whole = line.get().whole();
            read(line.get().text());
        }
        if (before > 0) {
            notes.accept(name + ": " + before + " lines before the first start are skipped");
        }
        if (unreadable.isPresent()) {
            if (whole) {
                throw unreadable.get();
            }
            noteCut(number);
        }
    }

    private void read(String text) {
        try {
            boolean starts = text.startsWith(FIRST_OF_START);
            if (starts) {
                begin(RecordJson.parse(text));
            }
            var line = started || starts ? Optional.of(RecordJson.line(text)) : skipped(text);
            if (unreadable.isPresent()) {
                if (!starts) {
                    throw unreadable.get();
                }
                noteCut(number - 1);
                unreadable = Optional.empty();
            }
            started |= starts;
            line.ifPresent(one -> lines.accept(whole(one)));
        } catch (JacksonException e) {
            unreadable.ifPresent(error -> {
                throw error;
            });
            unreadable = Optional.of(at("is not a line of a journal: " + e.getOriginalMessage() + remedy(e), e));
        } catch (IllegalArgumentException e) {
            throw at(e.getMessage(), e);
        }
    }

    private Optional<JournalLine> skipped(String text) {
        RecordJson.parse(text);
        before++;
        return Optional.empty();
    }

    /** Changes need what they change; whoever takes the lines does not. */
    private JournalLine whole(JournalLine line) {
        if (line instanceof JournalLine.Start) {
            fleet = null;
        } else if (line instanceof JournalLine.Declared declared) {
            fleet = declared.fleet();
        } else if (line instanceof JournalLine.Changed changed) {
            if (fleet == null) {
                throw new IllegalArgumentException("the fleet that changes is missing before it");
            }
            fleet = changed.applied(fleet);
            return new JournalLine.Declared(fleet);
        }
        return line;
    }

    /** Before anything else is read of it: what a newer version wrote may mean something else. */
    private void begin(JsonNode tree) {
        writer = tree.path("wva").asString(UNKNOWN);
        int format = tree.path("format").asInt(0);
        if (format > RecordJson.FORMAT) {
            throw new IllegalArgumentException("has the format " + format + " of wva " + writer
                    + ", and this version reads formats up to " + RecordJson.FORMAT
                    + ": replay it with a version at least as new");
        }
    }

    /** Sound JSON that is no record of ours may be one of another version's. */
    private String remedy(JacksonException e) {
        return e instanceof DatabindException && !writer.equals(UNKNOWN)
                ? "; unless it was changed, wva " + writer + ", which wrote it, can replay it"
                : "";
    }

    private void noteCut(long line) {
        notes.accept(name + ", line " + line + ": is incomplete because the writer stopped there: skipped");
    }

    private JournalException at(String message, Exception cause) {
        return new JournalException(name + ", line " + number + ": " + message, cause);
    }

    /** @param whole whether it ends with a line break */
    private record Line(String text, boolean whole) {
        static Line of(ByteArrayOutputStream bytes, boolean whole) {
            return new Line(bytes.toString(StandardCharsets.UTF_8), whole);
        }
    }

    private Optional<Line> next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return Optional.of(Line.of(bytes, true));
            }
            bytes.write(b);
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(Line.of(bytes, false));
    }
}
