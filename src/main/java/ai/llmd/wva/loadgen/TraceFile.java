package ai.llmd.wva.loadgen;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Recorded requests, as {@link TraceRows} reads them: each row becomes a request of that many tokens in and out. */
public final class TraceFile {
    private TraceFile() {}

    /**
     * Reads a trace, played {@code speedup} times as fast.
     *
     * @throws IllegalArgumentException naming the line that is wrong
     * @throws IOException when the file cannot be read
     */
    public static List<Arrival> read(Path file, double speedup) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            return read(lines, speedup);
        }
    }

    static List<Arrival> read(BufferedReader lines, double speedup) throws IOException {
        var arrivals = new ArrayList<Arrival>();
        TraceRows.read(lines, speedup, (atMillis, inputTokens, outputTokens) -> {
            var characters = (int) Math.min(Integer.MAX_VALUE, (long) inputTokens * PromptText.CHARACTERS_PER_TOKEN);
            arrivals.add(new Arrival(atMillis, new ChatShape(characters, OptionalInt.of(outputTokens), true)));
        });
        return List.copyOf(arrivals);
    }
}
