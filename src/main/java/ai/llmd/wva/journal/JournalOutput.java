package ai.llmd.wva.journal;

import java.io.Closeable;
import java.io.IOException;

/** Where a journal goes: parts, each of which can be read alone. Used by one thread at a time. */
public interface JournalOutput extends Closeable {

    /** Whether so many bytes more fit into the part that was begun; false before one was. */
    boolean holds(long bytes);

    /** Begins a part. What was written before stays readable, as far as it is kept. */
    void begin() throws IOException;

    /** Writes whole lines, so that a process that dies leaves at most the last one cut. */
    void write(byte[] lines) throws IOException;
}
