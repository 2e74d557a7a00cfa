package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** What the controller got when it asked for a metric. */
public sealed interface MetricReading {
    /** An error, or no value at all. */
    record Unread() implements MetricReading {}

    /** The sum of an external metric's values, in thousandths. */
    record Total(long milli) implements MetricReading {}

    /** The value of each pod that has one, by its name, in thousandths. */
    record PerPod(SortedMap<String, Long> milli) implements MetricReading {
        public PerPod {
            milli = Checks.sorted(milli);
        }
    }

    static MetricReading unread() {
        return new Unread();
    }

    /** A query's answer as prometheus-adapter serves it; no answer is an error. */
    static MetricReading adapter(OptionalDouble value) {
        return value.isPresent() ? new Total(MilliValue.truncated(value.getAsDouble())) : new Unread();
    }

    static MetricReading adapter(double value) {
        return adapter(OptionalDouble.of(value));
    }

    /** A query's answer as KEDA's Prometheus scaler serves it, which takes no answer for 0 unless told otherwise. */
    static MetricReading keda(OptionalDouble value) {
        return new Total(MilliValue.rounded(value.orElse(0)));
    }

    static MetricReading keda(double value) {
        return keda(OptionalDouble.of(value));
    }
}
