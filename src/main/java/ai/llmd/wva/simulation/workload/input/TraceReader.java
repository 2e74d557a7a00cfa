package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.loadgen.TraceRows;
import ai.llmd.wva.simulation.workload.TraceData;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the CSV file of a trace: a million rows take 16 MB. */
final class TraceReader {
    private TraceReader() {}

    /** The trace; empty where something is wrong with it, which is told with its line. */
    static Optional<TraceData> read(Path file, double speedup, int maxSequenceTokens, Problems problems) {
        var rows = new TraceData.Builder();
        try (var lines = Files.newBufferedReader(file)) {
            TraceRows.read(lines, speedup, (atMillis, inputTokens, outputTokens) -> {
                if ((long) inputTokens + outputTokens > maxSequenceTokens) {
                    throw new IllegalArgumentException("its tokens add up to " + ((long) inputTokens + outputTokens)
                            + ", more than maxSequenceTokens: " + maxSequenceTokens);
                }
                rows.add(atMillis, inputTokens, outputTokens);
            });
            return Optional.of(rows.build());
        } catch (TraceRows.Fault e) {
            problems.error(file + ":" + e.line(), e.reason());
        } catch (CharacterCodingException e) {
            problems.error(file.toString(), "is not UTF-8 text");
        } catch (IOException e) {
            problems.error(file.toString(), "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
