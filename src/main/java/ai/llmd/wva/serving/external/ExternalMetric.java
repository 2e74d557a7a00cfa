package ai.llmd.wva.serving.external;

import ai.llmd.wva.model.DecisionMetric.Quantity;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.serving.desired.DesiredNumber;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A metric that is served.
 *
 * @param name in the path
 * @param quantity what it tells of a variant
 */
record ExternalMetric(String name, Quantity quantity) {
    static final String VARIANT = "variant_name";

    private static final long MILLI = 1000;

    static List<ExternalMetric> all(MetricNames names) {
        return Stream.of(Quantity.values())
                .flatMap(quantity ->
                        names.of(quantity.number()).stream().map(name -> new ExternalMetric(name, quantity)))
                .toList();
    }

    /** The labels that the gauges have. */
    static Map<String, String> labels(DesiredNumber number) {
        return Map.of(
                VARIANT,
                number.id().name(),
                "namespace",
                number.id().namespace(),
                "accelerator_type",
                number.accelerator());
    }

    JsonObject value(DesiredNumber number, Instant now) {
        return new JsonObject()
                .put("metricName", name)
                .put("metricLabels", new JsonObject(Map.copyOf(labels(number))))
                .put("timestamp", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("value", quantity(number));
    }

    /**
     * As Kubernetes writes it: thousandths as {@code m}, rounded down as the adapters do, since an autoscaler rounds up
     * what it makes of it.
     */
    private String quantity(DesiredNumber number) {
        long milli = number.desired() * MILLI;
        if (quantity == Quantity.RATIO && number.current() > 0) {
            milli /= number.current();
        }
        return milli % MILLI == 0 ? Long.toString(milli / MILLI) : milli + "m";
    }
}
