package ai.llmd.wva.examples;

import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads from a file that somebody else writes every minute, a line for each variant: {@code namespace/name}, requests
 * per second, prompt tokens and generated tokens of a request, separated by blanks.
 *
 * @param staleAfter how old the file may be
 */
public record LoadFileSource(FileSystem files, Path file, Duration staleAfter) implements MetricsSource {
    private static final int COLUMNS = 4;

    @Override
    public Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now) {
        var path = file.toString();
        return files.props(path)
                .compose(facts -> {
                    var age = Duration.between(Instant.ofEpochMilli(facts.lastModifiedTime()), now);
                    return files.readFile(path).map(text -> {
                        var lines = lines(text.toString());
                        return each(
                                fleet,
                                variant ->
                                        measured(variant, lines.get(variant.id().toString()), age));
                    });
                })
                .otherwise(failure -> {
                    var unknown = new Unknown(Cause.MISSING, file + " cannot be read: " + failure.getMessage());
                    return each(fleet, variant -> unknown);
                });
    }

    private Measurement measured(Variant variant, String line, Duration age) {
        if (line == null) {
            return new Unknown(Cause.ABSENT, file + " has no line of " + variant.id());
        }
        if (age.compareTo(staleAfter) > 0) {
            return new Unknown(Cause.STALE, file + " was written " + age.toSeconds() + " s ago");
        }
        try {
            return new Measured(load(line.split("\\s+")), age, variant.currentReplicas(), variant.currentReplicas());
        } catch (IllegalArgumentException e) {
            return new Unknown(Cause.MISSING, file + ": \"" + line + "\" cannot be read: " + e.getMessage());
        }
    }

    private static Load load(String[] columns) {
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(columns.length + " columns where " + COLUMNS + " are expected");
        }
        var unknown = OptionalDouble.empty();
        return new Load(
                Double.parseDouble(columns[1]),
                OptionalDouble.of(Double.parseDouble(columns[2])),
                OptionalDouble.of(Double.parseDouble(columns[3])),
                unknown,
                unknown,
                unknown,
                0,
                0,
                unknown);
    }

    private static Map<String, String> lines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toMap(line -> line.split("\\s+", 2)[0], line -> line, (first, last) -> last));
    }

    private static SortedMap<VariantId, Measurement> each(Fleet fleet, Function<Variant, Measurement> measurement) {
        var all = new TreeMap<VariantId, Measurement>();
        fleet.variants().forEach((id, variant) -> all.put(id, measurement.apply(variant)));
        return all;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
