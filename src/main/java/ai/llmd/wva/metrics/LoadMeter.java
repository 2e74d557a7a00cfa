package ai.llmd.wva.metrics;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.signals.GatewayQueues;
import ai.llmd.wva.signals.Meter;
import ai.llmd.wva.signals.PodKey;
import ai.llmd.wva.signals.Sampling;
import ai.llmd.wva.signals.SignalMemory;
import ai.llmd.wva.signals.SourceNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Makes measurements out of stored series, the same whichever way they came, and keeps what is remembered from one
 * measure to the next. May be called from any thread.
 */
public final class LoadMeter {
    private final Sampling sampling;
    private final Meter meter;
    private final SeriesReader reader;
    private final BucketReader lengths;
    /** Written under the lock; whoever only reads it does not wait for a measure. */
    private volatile SignalMemory memory = SignalMemory.NONE;

    /**
     * A meter that has seen no pod yet.
     *
     * @param advice what to check where a variant has no series, as a clause that follows a semicolon
     */
    public LoadMeter(Sampling sampling, SeriesConfiguration series, EngineNames names, String advice) {
        this.sampling = sampling;
        this.meter = new Meter(sampling, new SourceNames(advice, names.running(), names.finished()));
        this.reader = new SeriesReader(series, names);
        this.lengths = new BucketReader(series, names, reader.canonical());
    }

    /** Takes in the fleet's pods; to be called before each measure, when it begins. */
    public synchronized void see(Fleet fleet, Instant now) {
        memory = meter.see(memory, fleet, now);
    }

    /**
     * What the series of all their pods say about variants at {@code now}. All that share a model and a namespace must
     * be among them.
     *
     * @param warnings that came with the series: not all of them may be there
     */
    public synchronized SortedMap<VariantId, Measurement> measure(
            Collection<Variant> variants, Collection<RawSeries> series, Collection<String> warnings, Instant now) {
        var made = meter.measure(memory, variants, reader.read(series), now);
        memory = made.memory();
        var clusters = reader.clusters(series);
        if (warnings.isEmpty() && clusters.isEmpty()) {
            return made.measurements();
        }
        var checked = new TreeMap<VariantId, Measurement>();
        for (var variant : variants) {
            var measurement = withWarnings(made.measurements().get(variant.id()), warnings);
            checked.put(
                    variant.id(),
                    severalClusters(variant, clusters)
                            .<Measurement>map(unknown -> unknown)
                            .orElse(measurement));
        }
        return Collections.unmodifiableSortedMap(checked);
    }

    /**
     * Takes in how long requests were since it was last told.
     *
     * @param sums of prompts', else answers' buckets over all servers of a model: what they grew by
     */
    public synchronized void learnLengths(Collection<RawSeries> sums, boolean prompts, Instant now) {
        memory = meter.learn(memory, lengths.added(sums, prompts), now);
    }

    /** The same of the series of servers themselves, which may have others among them, all since that time. */
    public synchronized void learnLengths(Collection<RawSeries> stored, Instant now) {
        memory = meter.learn(memory, lengths.grown(stored), now);
    }

    /** Pods of the same name in several clusters are not one pod, and nobody knows which of them is meant. */
    private static Optional<Unknown> severalClusters(Variant variant, Map<PodKey, SortedSet<String>> clusters) {
        if (variant.target() instanceof TargetState.Found found) {
            for (var pod : found.pods()) {
                var names = clusters.get(new PodKey("", variant.id().namespace(), pod.name()));
                if (names != null) {
                    return Optional.of(new Unknown(
                            Cause.MISSING,
                            "series of pod " + pod.name() + " come from several clusters: " + String.join(", ", names)
                                    + "; set collector.matchers to {\"cluster\": \"" + names.first()
                                    + "\"} or the label of this cluster"));
                }
            }
        }
        return Optional.empty();
    }

    /** The measurements of a whole fleet, with the requests that wait in gateways. */
    public SortedMap<VariantId, Measurement> withGateways(
            Fleet fleet, SortedMap<VariantId, Measurement> measurements, Collection<RawSeries> series, Instant now) {
        return GatewayQueues.added(
                measurements,
                fleet.variants().values(),
                reader.gateways(series),
                now.minus(sampling.staleAfter()).toEpochMilli(),
                sampling.rateWindow());
    }

    /** Variants that requests wait for in gateways. */
    public SortedSet<VariantId> awaited(Fleet fleet, Collection<RawSeries> series, Instant now) {
        return GatewayQueues.awaited(
                fleet.variants().values(),
                reader.gateways(series),
                now.minus(sampling.staleAfter()).toEpochMilli());
    }

    /** The measurements, none of which may be all there is. */
    public static SortedMap<VariantId, Measurement> warned(
            SortedMap<VariantId, Measurement> measurements, String warning) {
        var warned = new TreeMap<VariantId, Measurement>();
        measurements.forEach((id, measurement) -> warned.put(id, withWarnings(measurement, List.of(warning))));
        return Collections.unmodifiableSortedMap(warned);
    }

    private static Measurement withWarnings(Measurement measurement, Collection<String> warnings) {
        if (!(measurement instanceof Measured measured) || warnings.isEmpty()) {
            return measurement;
        }
        var caveats = new ArrayList<>(measured.caveats());
        warnings.forEach(warning -> caveats.add(new Caveat.PartialAnswer(warning)));
        return new Measured(
                measured.load(), measured.age(), measured.reportingPods(), measured.expectedPods(), caveats);
    }

    /** Ready pods of these variants that never had a series, as far as is remembered. */
    public SortedSet<String> unseen(Collection<Variant> variants) {
        return meter.unseen(memory, variants);
    }

    /** What a variant without target is, whatever its series say. */
    public static Optional<Measurement> missing(Variant variant) {
        return Meter.missing(variant);
    }
}
