package ai.llmd.wva.metrics;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodKey;
import ai.llmd.wva.signals.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was found among stored series: which engine, how often sampled, and which signals. Thread-safe. */
public final class Inventory {
    private final SeriesReader reader;
    private final EngineNames names;
    private final Map<PodKey, Entry> entries = new HashMap<>();

    public Inventory(SeriesConfiguration series) {
        this.names = new EngineNames(series.metricPrefix());
        this.reader = new SeriesReader(series, names);
    }

    /**
     * What a variant's pods export.
     *
     * @param engines by the names of their metrics
     * @param interval the usual time between two samples; empty where nothing was sampled twice
     * @param signals that any of the pods has
     * @param pods that have series; the empty name stands for series without a pod label
     */
    public record Found(
            SortedSet<String> engines, Optional<Duration> interval, Set<Signal> signals, SortedSet<String> pods) {
        public Found {
            engines = Collections.unmodifiableSortedSet(new TreeSet<>(engines));
            signals = Collections.unmodifiableSet(
                    signals.isEmpty() ? EnumSet.noneOf(Signal.class) : EnumSet.copyOf(signals));
            pods = Collections.unmodifiableSortedSet(new TreeSet<>(pods));
        }
    }

    private static final class Entry {
        private final SortedSet<String> engines = new TreeSet<>();
        private final Set<Signal> signals = EnumSet.noneOf(Signal.class);
        private final List<Long> gaps = new ArrayList<>();
    }

    /** Takes stored series in; those of foreign metrics are passed over. */
    public synchronized void add(Collection<RawSeries> stored) {
        for (var series : reader.read(stored)) {
            if (series.signal() == Signal.UP) {
                continue;
            }
            var entry = entries.computeIfAbsent(series.key(), key -> new Entry());
            entry.signals.add(series.signal());
            if (series.signal() == Signal.RUNNING) {
                names.usesOf(series.metric()).forEach(use -> entry.engines.add(EngineNames.nameOf(use.engine())));
                var points = series.points();
                for (var i = 1; i < points.size(); i++) {
                    entry.gaps.add(points.at(i) - points.at(i - 1));
                }
            }
        }
    }

    /** What the pods of a variant have. */
    public synchronized Found of(Variant variant) {
        var engines = new TreeSet<String>();
        var signals = EnumSet.noneOf(Signal.class);
        var pods = new TreeSet<String>();
        var gaps = new ArrayList<Long>();
        entries.forEach((key, entry) -> {
            if (isOf(variant, key)) {
                engines.addAll(entry.engines);
                signals.addAll(entry.signals);
                pods.add(key.pod());
                gaps.addAll(entry.gaps);
            }
        });
        return new Found(engines, median(gaps), signals, pods);
    }

    private static boolean isOf(Variant variant, PodKey key) {
        boolean named =
                variant.modelNames().contains(key.model()) || key.model().isEmpty();
        if (!named || !key.namespace().equals(variant.id().namespace())) {
            return false;
        }
        return key.pod().isEmpty()
                || (variant.target() instanceof TargetState.Found found
                        && found.pods().stream().anyMatch(pod -> pod.name().equals(key.pod())));
    }

    private static Optional<Duration> median(List<Long> gaps) {
        var sorted = gaps.stream().sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(sorted.get(sorted.size() / 2)));
    }
}
