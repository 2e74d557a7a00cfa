package ai.llmd.wva.journal;

import java.io.IOException;
import java.io.PrintStream;

/** A journal in a stream, such as stdout, whose reader may come late: a part begins every so many bytes. */
public class StreamOutput implements JournalOutput {
    private final PrintStream stream;
    private final long partBytes;
    private long written = Long.MAX_VALUE;

    public StreamOutput(PrintStream stream, long partBytes) {
        this.stream = stream;
        this.partBytes = partBytes;
    }

    @Override
    public boolean holds(long bytes) {
        return written <= partBytes - bytes;
    }

    @Override
    public void begin() {
        written = 0;
    }

    @Override
    public void write(byte[] lines) throws IOException {
        stream.write(lines, 0, lines.length);
        if (stream.checkError()) {
            throw new IOException("nobody reads the stream");
        }
        written += lines.length;
    }

    /** The stream is not ours to close. */
    @Override
    public void close() {}
}
