package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.PodKey;
import ai.llmd.wva.metrics.Series;
import ai.llmd.wva.metrics.Series.Point;
import ai.llmd.wva.metrics.SeriesTag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of an answer of Prometheus' HTTP API v1. */
final class QueryAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private QueryAnswer() {}

    /**
     * The series of a vector or a matrix that carry a tag; others are not ours.
     *
     * @throws QueryFailure if it is not such an answer
     */
    static List<Series> read(byte[] body) {
        try {
            var answer = JSON.readTree(body);
            if (!"success".equals(answer.path("status").asString(""))) {
                throw QueryFailure.lasting("answered " + errorOf(answer));
            }
            var series = new ArrayList<Series>();
            for (var result : answer.path("data").path("result")) {
                var labels = result.path("metric");
                SeriesTag.tagged(label(labels, SeriesTag.LABEL))
                        .ifPresent(part -> series.add(new Series(keyOf(labels), part, pointsOf(result))));
            }
            return series;
        } catch (JacksonException e) {
            throw unreadable(e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static QueryFailure unreadable(String why) {
        return QueryFailure.lasting("answered with what is not Prometheus' JSON: " + why);
    }

    /** What an answer says of an error, else its beginning. */
    static String errorText(byte[] body) {
        try {
            var answer = JSON.readTree(body);
            if (answer.has("error")) {
                return errorOf(answer);
            }
        } catch (JacksonException e) {
            return QueryFailure.beginning(body);
        }
        return QueryFailure.beginning(body);
    }

    private static String errorOf(JsonNode answer) {
        return answer.path("errorType").asString("status") + ": "
                + answer.path("error").asString("not \"success\"");
    }

    private static PodKey keyOf(JsonNode labels) {
        return new PodKey(label(labels, "model_name"), label(labels, "namespace"), label(labels, "pod"));
    }

    private static String label(JsonNode labels, String name) {
        return labels.path(name).asString("");
    }

    private static List<Point> pointsOf(JsonNode result) {
        var points = new ArrayList<Point>();
        if (result.has("value")) {
            points.add(pointOf(result.path("value")));
        }
        for (var pair : result.path("values")) {
            points.add(pointOf(pair));
        }
        return points;
    }

    private static Point pointOf(JsonNode pair) {
        var at = new BigDecimal(pair.path(0).asString("")).movePointRight(3).longValue();
        return new Point(at, number(pair.path(1).asString("")));
    }

    /** As Go prints it: {@code +Inf}, {@code -Inf} and {@code NaN} besides decimal numbers. */
    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
