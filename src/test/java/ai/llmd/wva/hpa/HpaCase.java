package ai.llmd.wva.hpa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An autoscaler, what it scales, and what it reads at each look; the last readings stay.
 *
 * @param status replicas of the status at first
 * @param follows whether the status follows the spec, a look later
 */
record HpaCase(
        String name,
        HpaSpec spec,
        int replicas,
        int status,
        boolean follows,
        List<HpaPod> pods,
        List<List<MetricReading>> looks) {
    /** One external metric, and a target that becomes what it is told to be; NaN is a metric without a value. */
    static HpaCase following(String name, HpaSpec spec, int replicas, double... values) {
        return new HpaCase(
                name,
                spec,
                replicas,
                replicas,
                true,
                List.of(),
                Arrays.stream(values).mapToObj(value -> List.of(reading(value))).toList());
    }

    /** The same with two metrics: their values in turn. */
    static HpaCase withTwoMetrics(String name, HpaSpec spec, int replicas, double... values) {
        var looks = new ArrayList<List<MetricReading>>();
        for (var i = 0; i < values.length; i += 2) {
            looks.add(List.of(reading(values[i]), reading(values[i + 1])));
        }
        return new HpaCase(name, spec, replicas, replicas, true, List.of(), looks);
    }

    /** Pods that stay as they are, and one reading. */
    static HpaCase still(String name, HpaSpec spec, int replicas, List<HpaPod> pods, MetricReading reading) {
        return new HpaCase(name, spec, replicas, replicas, false, pods, List.of(List.of(reading)));
    }

    List<MetricReading> look(int index) {
        return looks.get(Math.min(index, looks.size() - 1));
    }

    @Override
    public String toString() {
        return name;
    }

    private static MetricReading reading(double value) {
        return Double.isNaN(value) ? MetricReading.unread() : MetricReading.adapter(value);
    }
}
