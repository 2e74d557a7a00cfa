package ai.llmd.wva.signals;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** All series of one measure, by pod and process. NaN and infinite values are no values, but are remembered. */
final class Samples {
    private static final SortedMap<String, ProcessSamples> NO_PROCESS = Collections.emptySortedMap();
    private static final SortedMap<String, SortedSet<String>> NOTHING = Collections.emptySortedMap();

    private final Map<PodKey, SortedMap<String, ProcessSamples>> byPod = new HashMap<>();
    private final Map<PodKey, SortedSet<String>> unusable = new HashMap<>();
    /** Pods by model, by namespace. */
    private final Map<String, SortedMap<String, SortedSet<String>>> podsOf = new HashMap<>();

    Samples(Collection<SignalSeries> all) {
        for (var series : all) {
            byPod.computeIfAbsent(series.key(), key -> new TreeMap<>())
                    .computeIfAbsent(series.process(), process -> new ProcessSamples())
                    .add(series);
            if (series.unusable() && series.points().isEmpty()) {
                unusable.computeIfAbsent(series.key(), key -> new TreeSet<>()).add(series.metric());
            }
        }
        for (var key : byPod.keySet()) {
            podsOf.computeIfAbsent(key.namespace(), any -> new TreeMap<>())
                    .computeIfAbsent(key.model(), any -> new TreeSet<>())
                    .add(key.pod());
        }
    }

    /** The processes of a pod by name, each page once. Those without a pod label need not be of one pod. */
    SortedMap<String, ProcessSamples> processes(PodKey key) {
        var found = byPod.getOrDefault(key, NO_PROCESS);
        if (found.size() < 2 || key.pod().isEmpty()) {
            return found;
        }
        var distinct = new TreeMap<String, ProcessSamples>();
        found.forEach((name, process) -> {
            if (distinct.values().stream().noneMatch(process::samePageAs)) {
                distinct.put(name, process);
            }
        });
        return distinct;
    }

    /** How many processes the pod's series name, pages that are shown twice counted twice. */
    int pages(PodKey key) {
        return byPod.getOrDefault(key, NO_PROCESS).size();
    }

    /** When a pod was last sampled in milliseconds of the epoch. */
    Optional<Long> newest(PodKey key) {
        var newest = Long.MIN_VALUE;
        for (var process : byPod.getOrDefault(key, NO_PROCESS).values()) {
            newest = Math.max(newest, process.newest());
        }
        return newest == Long.MIN_VALUE ? Optional.empty() : Optional.of(newest);
    }

    /** Whether a pod's page can be read, whatever is on it. */
    boolean answers(String namespace, String pod) {
        for (var process :
                byPod.getOrDefault(new PodKey("", namespace, pod), NO_PROCESS).values()) {
            for (var points : process.of(Signal.UP)) {
                if (points.last() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Metrics of the pod that had NaN or infinite values only: one NaN may be a store's mark of an end. */
    SortedSet<String> unusable(PodKey key) {
        return unusable.getOrDefault(key, new TreeSet<>());
    }

    /** Pods of a model in a namespace; the empty name stands for series without a pod label. */
    SortedSet<String> pods(String model, String namespace) {
        return podsOf.getOrDefault(namespace, NOTHING).getOrDefault(model, Collections.emptySortedSet());
    }

    SortedSet<String> models(String namespace) {
        var models = new TreeSet<>(podsOf.getOrDefault(namespace, NOTHING).keySet());
        models.remove("");
        return models;
    }

    /** The usual time between two samples of these pods: the median. Empty where nothing was sampled twice. */
    Optional<Duration> interval(List<PodKey> keys) {
        var gaps = LongStream.builder();
        for (var key : keys) {
            for (var process : byPod.getOrDefault(key, NO_PROCESS).values()) {
                for (var signal : List.of(Signal.RUNNING, Signal.FINISHED, Signal.ARRIVED)) {
                    for (var points : process.of(signal)) {
                        for (var i = 1; i < points.size(); i++) {
                            gaps.add(points.at(i) - points.at(i - 1));
                        }
                    }
                }
            }
        }
        var sorted = gaps.build().sorted().toArray();
        return sorted.length == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(sorted[sorted.length / 2]));
    }
}
