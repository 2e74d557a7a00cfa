package ai.llmd.wva.metrics;

import ai.llmd.wva.signals.Recording;
import ai.llmd.wva.signals.SignalSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/** Series as a store has them, with the labels that the Prometheus operator gives them. */
public final class StoredSeries {
    private StoredSeries() {}

    public static List<RawSeries> of(Recording... recordings) {
        var stored = new ArrayList<RawSeries>();
        for (var recording : recordings) {
            stored.addAll(of(recording.series()));
        }
        return stored;
    }

    public static List<RawSeries> of(Collection<SignalSeries> series) {
        return series.stream().map(StoredSeries::of).toList();
    }

    private static RawSeries of(SignalSeries series) {
        var labels = new HashMap<String, String>();
        labels.put(RawSeries.NAME, series.metric());
        labels.put("model_name", series.key().model());
        labels.put("namespace", series.key().namespace());
        labels.put("pod", series.key().pod());
        labels.values().removeIf(String::isEmpty);
        return new RawSeries(labels, series.points(), series.unusable());
    }
}
