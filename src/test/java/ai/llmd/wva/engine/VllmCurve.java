package ai.llmd.wva.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The published measurements of a vLLM server under so many concurrent clients. */
final class VllmCurve {
    private static final Path FILE = Path.of("../shared/data/vllm/curve-qwen2.5-14b-h100.csv");

    private VllmCurve() {}

    /**
     * One measurement.
     *
     * @param clients that were to ask at once
     * @param running requests that ran: more than clients where an earlier measurement had not ended
     * @param kvPercent of the KV cache in use
     */
    record Row(
            int inputTokens,
            int outputTokens,
            int clients,
            double itlMillis,
            double ttftMillis,
            int running,
            double kvPercent) {
        String shape() {
            return inputTokens + "/" + outputTokens;
        }

        /** Whether only those ran that were to, and had room. */
        boolean isClean() {
            return running == clients && kvPercent < 90;
        }
    }

    /** All of them, or nothing where the file is not there. */
    static Optional<List<Row>> rows() {
        if (!Files.isReadable(FILE)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(FILE)) {
            return Optional.of(lines.filter(line -> line.matches("[0-9].*"))
                    .map(VllmCurve::row)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        var fields = line.split(",", -1);
        var shape = fields[0].split("x", -1);
        return new Row(
                Integer.parseInt(shape[0]),
                Integer.parseInt(shape[1]),
                Integer.parseInt(fields[1]),
                Double.parseDouble(fields[3]),
                fields[4].equals("nan") ? Double.NaN : Double.parseDouble(fields[4]),
                Integer.parseInt(fields[5]),
                Double.parseDouble(fields[6]));
    }
}
