package ai.llmd.wva.page.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** Fleets to look at, as rows of the API. */
final class SampleFleet {
    private static final int PER_NAMESPACE = 12;

    private SampleFleet() {}

    /** Twelve variants: most are well, some grow, one shrinks, one sleeps, two are in trouble. */
    static List<JsonObject> usual(Instant now) {
        try (var file = SampleFleet.class.getResourceAsStream("/page/fleet.json")) {
            var rows = new JsonArray(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return rows.stream()
                    .map(JsonObject.class::cast)
                    .map(row -> dated(row, now))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many variants that a page could suffer. */
    static List<JsonObject> large(int size, Instant now) {
        var usual = usual(now);
        return IntStream.range(0, size)
                .mapToObj(i -> usual.get(i % usual.size())
                        .copy()
                        .put("namespace", "team-%03d".formatted(i / PER_NAMESPACE))
                        .put("name", "variant-%04d".formatted(i)))
                .toList();
    }

    /** How a row is found. */
    static String key(JsonObject row) {
        return row.getString("namespace") + "/" + row.getString("name");
    }

    private static JsonObject dated(JsonObject row, Instant now) {
        row.put("since", now.minus(37, ChronoUnit.MINUTES).toString());
        if (row.getJsonObject("load") == null) {
            return row.put("spark", new JsonArray());
        }
        row.getJsonObject("load").put("measuredAt", now.minusSeconds(14).toString());
        return row.put("spark", new SampleHistory(row, now).spark());
    }
}
