package ai.llmd.wva.metrics;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins the series of pods to variants and makes a measurement of each, the same whichever way the series came.
 * Remembers pods from one measure to the next. May be called from any thread.
 */
public final class LoadMeter {
    private final Sampling sampling;
    private final String advice;
    private final PodBook book;

    private record Siblings(String model, String namespace) {
        static Siblings of(Variant variant) {
            return new Siblings(variant.modelId(), variant.id().namespace());
        }
    }

    /**
     * A meter that has seen no pod yet.
     *
     * @param advice what to check where a variant has no series, as a clause that follows a semicolon
     */
    public LoadMeter(Sampling sampling, String advice) {
        this.sampling = sampling;
        this.advice = advice;
        this.book = new PodBook(sampling.rememberDeparted());
    }

    /** Takes in the fleet's pods; to be called before each measure, when it begins. */
    public void see(Fleet fleet, Instant now) {
        book.see(fleet, now);
    }

    /** What the series of all pods say about each variant at {@code now}. */
    public SortedMap<VariantId, Measurement> measure(Fleet fleet, Collection<Series> series, Instant now) {
        var siblings = new HashMap<Siblings, Integer>();
        fleet.variants().values().forEach(variant -> siblings.merge(Siblings.of(variant), 1, Integer::sum));
        var meter = new VariantMeter(sampling, advice, new Samples(series), now);
        var measurements = new TreeMap<VariantId, Measurement>();
        fleet.variants()
                .forEach((id, variant) -> measurements.put(
                        id, meter.measure(variant, book.pods(variant), siblings.get(Siblings.of(variant)))));
        return Collections.unmodifiableSortedMap(measurements);
    }

    /** What a variant without target is, whatever its series say. */
    public static Optional<Measurement> missing(Variant variant) {
        return VariantMeter.missing(variant);
    }
}
