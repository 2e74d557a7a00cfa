package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.signals.Points;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of Prometheus' HTTP API v1 (prometheus.io/docs/prometheus/latest/querying/api). It is read as it streams:
 * nothing but the series is kept.
 *
 * @param warnings that the answer carries, such as a partial response of a store
 */
record QueryAnswer(List<RawSeries> series, SortedSet<String> warnings) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PARTIAL = "partial response";

    /** What is read of an answer, as it comes. */
    private static final class Draft {
        private final List<RawSeries> series = new ArrayList<>();
        private final SortedSet<String> warnings = new TreeSet<>();
        private final TextPool texts = new TextPool();
        private final Labels.Builder labels = new Labels.Builder();
        private final Points.Builder points = new Points.Builder();
        private final Points.Builder sums = new Points.Builder();
        private final Points.Builder counts = new Points.Builder();
        private String status = "";
        private String errorType = "status";
        private String error = "not \"success\"";
    }

    /**
     * The series of a vector or a matrix.
     *
     * @throws QueryFailure if it is not such an answer
     */
    static QueryAnswer read(byte[] body) {
        var reading = new Draft();
        try (var json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable("it is no object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                readTop(json, reading);
            }
        } catch (JacksonException e) {
            throw unreadable(e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
        if (!"success".equals(reading.status)) {
            throw QueryFailure.lasting("answered " + reading.errorType + ": " + reading.error);
        }
        return new QueryAnswer(reading.series, reading.warnings);
    }

    private static void readTop(JsonParser json, Draft reading) {
        var name = json.currentName();
        json.nextToken();
        switch (name) {
            case "status" -> reading.status = json.getValueAsString("");
            case "errorType" -> reading.errorType = json.getValueAsString("");
            case "error" -> reading.error = json.getValueAsString("");
            case "isPartial" -> {
                if (json.currentToken() == JsonToken.VALUE_TRUE) {
                    reading.warnings.add(PARTIAL);
                }
            }
            case "warnings" -> {
                JsonNode warnings = json.readValueAsTree();
                warnings.forEach(warning -> reading.warnings.add(warning.asString("")));
            }
            case "data" -> readData(json, reading);
            default -> json.skipChildren();
        }
    }

    private static void readData(JsonParser json, Draft reading) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean result = "result".equals(json.currentName());
            var token = json.nextToken();
            if (result && token == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    readSeries(json, reading);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readSeries(JsonParser json, Draft reading) {
        Map<String, String> labels = Map.of();
        var points = reading.points.clear();
        var sums = reading.sums.clear();
        var counts = reading.counts.clear();
        boolean histogram = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "metric" -> labels = readLabels(json, reading);
                case "value" -> readPoint(json, points);
                case "values" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        readPoint(json, points);
                    }
                }
                case "histogram" -> {
                    histogram = true;
                    readHistogram(json, sums, counts);
                }
                case "histograms" -> {
                    histogram = true;
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        readHistogram(json, sums, counts);
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (histogram) {
            reading.series.add(named(labels, "_sum", sums));
            reading.series.add(named(labels, "_count", counts));
        } else {
            reading.series.add(new RawSeries(labels, points.build(), points.sawUnusable()));
        }
    }

    private static RawSeries named(Map<String, String> labels, String suffix, Points.Builder points) {
        var named = new HashMap<>(labels);
        named.merge(RawSeries.NAME, suffix, String::concat);
        return new RawSeries(named, points.build(), points.sawUnusable());
    }

    private static Map<String, String> readLabels(JsonParser json, Draft reading) {
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            reading.labels.add(
                    name, reading.texts.of(json.getStringCharacters(), json.getStringOffset(), json.getStringLength()));
        }
        return reading.labels.build();
    }

    private static void expect(JsonParser json, JsonToken token) {
        if (json.currentToken() != token) {
            throw unreadable("there is " + json.currentToken() + " instead of " + token);
        }
    }

    /** {@code [seconds, "value"]}; the parser stands on the bracket. */
    private static void readPoint(JsonParser json, Points.Builder points) {
        expect(json, JsonToken.START_ARRAY);
        json.nextToken();
        var at = millis(json);
        json.nextToken();
        points.add(at, number(json));
        json.nextToken();
        expect(json, JsonToken.END_ARRAY);
    }

    /** {@code [seconds, {"count": "..", "sum": ".."}]}: a histogram that is stored as one series. */
    private static void readHistogram(JsonParser json, Points.Builder sums, Points.Builder counts) {
        expect(json, JsonToken.START_ARRAY);
        json.nextToken();
        var at = millis(json);
        json.nextToken();
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "count" -> counts.add(at, number(json));
                case "sum" -> sums.add(at, number(json));
                default -> json.skipChildren();
            }
        }
        json.nextToken();
        expect(json, JsonToken.END_ARRAY);
    }

    private static long millis(JsonParser json) {
        return Decimals.millis(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
    }

    private static double number(JsonParser json) {
        return Decimals.value(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
    }

    private static QueryFailure unreadable(String why) {
        return QueryFailure.lasting("answered with invalid or unexpected JSON: " + why);
    }

    /** What an answer says of an error, else its beginning. */
    static String errorText(byte[] body) {
        try {
            var answer = JSON.readTree(body);
            if (answer.has("error")) {
                return answer.path("errorType").asString("status") + ": "
                        + answer.path("error").asString("not \"success\"");
            }
        } catch (JacksonException e) {
            return QueryFailure.beginning(body);
        }
        return QueryFailure.beginning(body);
    }
}
