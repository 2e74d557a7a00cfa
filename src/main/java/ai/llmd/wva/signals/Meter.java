package ai.llmd.wva.signals;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Joins the series of pods to variants and makes a measurement of each: the same input and memory give the same
 * measurement, to the bit.
 */
public final class Meter {
    private final Sampling sampling;
    private final SourceNames names;

    /** A meter; it remembers nothing itself. */
    public Meter(Sampling sampling, SourceNames names) {
        this.sampling = sampling;
        this.names = names;
    }

    /** What is known of the variants that were measured, and what to remember of all. */
    public record Measurements(SortedMap<VariantId, Measurement> measurements, SignalMemory memory) {
        public Measurements {
            measurements = Collections.unmodifiableSortedMap(new TreeMap<>(measurements));
        }
    }

    private record Siblings(String model, String namespace) {
        static Siblings of(Variant variant) {
            return new Siblings(variant.modelId(), variant.id().namespace());
        }
    }

    /** Takes in the fleet's pods, and forgets variants that are gone; to be called when a measure begins. */
    public SignalMemory see(SignalMemory memory, Fleet fleet, Instant now) {
        var book = memory.book().see(fleet, now, sampling.rememberDeparted());
        return memory.keeping(book, fleet.variants().values());
    }

    /**
     * What series say about variants at {@code now}. All variants that share a model and a namespace must be among
     * them.
     *
     * @param part of the fleet that was seen
     * @param series of all pods of these variants
     */
    public Measurements measure(
            SignalMemory memory, Collection<Variant> part, Collection<SignalSeries> series, Instant now) {
        var siblings = new HashMap<Siblings, Integer>();
        part.forEach(variant -> siblings.merge(Siblings.of(variant), 1, Integer::sum));
        var meter = new VariantMeter(sampling, names, new Samples(series), memory.lengths(), now);
        var changed = new HashMap<Owner, Recollection>();
        var measurements = new TreeMap<VariantId, Measurement>();
        for (var variant : part) {
            var result = meter.measure(
                    variant, memory.book().pods(variant), siblings.get(Siblings.of(variant)), memory.of(variant));
            measurements.put(variant.id(), result.measurement());
            changed.put(Owner.of(variant), result.memory());
        }
        return new Measurements(measurements, memory.with(changed));
    }

    /** Takes in what histograms of lengths grew by, up to an instant and since the last time. */
    public SignalMemory learn(SignalMemory memory, Collection<LengthSample> samples, Instant now) {
        return memory.with(memory.lengths().with(samples, now));
    }

    /** Ready pods of these variants that never had a series, as far as is remembered. */
    public SortedSet<String> unseen(SignalMemory memory, Collection<Variant> part) {
        var unseen = new TreeSet<String>();
        for (var variant : part) {
            if (variant.target() instanceof TargetState.Found found) {
                var seen = memory.of(variant).seenPods();
                for (var pod : found.pods()) {
                    if (pod.ready() && !seen.contains(pod.name())) {
                        unseen.add(pod.name());
                    }
                }
            }
        }
        return unseen;
    }

    /** What a variant without target is, whatever its series say. */
    public static Optional<Measurement> missing(Variant variant) {
        return VariantMeter.missing(variant);
    }
}
