package ai.llmd.wva.history;

import ai.llmd.wva.model.Checks;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is known of a variant at a moment.
 *
 * @param uid of the resource: a re-created one of the same name has a history of its own
 */
public record HistoryPoint(String uid, Map<HistoryColumn, Double> values) {
    public HistoryPoint {
        Checks.present(uid, "uid");
        values = Map.copyOf(values);
    }

    /** NaN where it is not known. */
    double value(HistoryColumn column) {
        return values.getOrDefault(column, Double.NaN);
    }

    /** Gathers the values of a point. */
    public static final class Builder {
        private final Map<HistoryColumn, Double> values = new EnumMap<>(HistoryColumn.class);

        /** A value; one that is no finite number is not known. */
        public Builder put(HistoryColumn column, double value) {
            if (Double.isFinite(value)) {
                values.put(column, value);
            }
            return this;
        }

        /** The point of a resource. */
        public HistoryPoint of(String uid) {
            return new HistoryPoint(uid, values);
        }
    }
}
