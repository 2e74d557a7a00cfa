package ai.llmd.wva.metrics.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One PromQL query, at one instant or at equally spaced instants.
 *
 * @param name for logs
 * @param end when it is evaluated
 * @param steps where it is also evaluated before that
 */
record Query(String name, String expression, Instant end, Optional<Steps> steps) {

    /** {@code count} equal steps back in time. */
    record Steps(int count, Duration step) {}

    /** At one instant. */
    static Query at(String name, String expression, Instant end) {
        return new Query(name, expression, end, Optional.empty());
    }

    String path() {
        return steps.isPresent() ? "/api/v1/query_range" : "/api/v1/query";
    }

    Map<String, String> form() {
        var form = new LinkedHashMap<String, String>();
        form.put("query", expression);
        steps.ifPresentOrElse(
                back -> {
                    form.put("start", seconds(end.minus(back.step().multipliedBy(back.count()))));
                    form.put("end", seconds(end));
                    form.put("step", seconds(back.step().toMillis()));
                },
                () -> form.put("time", seconds(end)));
        return form;
    }

    private static String seconds(Instant instant) {
        return seconds(instant.toEpochMilli());
    }

    private static String seconds(long millis) {
        return "%d.%03d".formatted(Math.floorDiv(millis, 1000L), Math.floorMod(millis, 1000L));
    }
}
