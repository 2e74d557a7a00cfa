package ai.llmd.wva.doctor;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.ScaleTarget;
import ai.llmd.wva.model.ServedModel;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes variants of what Prometheus knows, for want of a cluster: one for each model of a namespace. */
final class SeriesVariants {
    /** What stands for the model where no series is found at all, so that there is one to tell about. */
    static final String ANY = "(any)";

    /** When nothing tells how old a pod is, it is old enough for everything. */
    private static final Duration OLD = Duration.ofHours(1);

    private static final String NO_CLUSTER = "no cluster is read";

    /** No variant is declared, so that no autoscaler has one to follow. */
    private static final Handling NOTHING_ACTS = new Handling(Optional.of(Mode.ADVISORY), false);

    private final SeriesConfiguration series;

    SeriesVariants(SeriesConfiguration series) {
        this.series = series;
    }

    /** The models of these series with their pods. */
    Fleet of(String namespace, Collection<RawSeries> running, Settings settings, Instant now) {
        SortedMap<String, SortedSet<String>> pods = new TreeMap<>();
        for (var one : running) {
            var named = pods.computeIfAbsent(one.label(series.modelLabel()), model -> new TreeSet<>());
            var pod = one.label(series.podLabel());
            if (!pod.isEmpty()) {
                named.add(pod);
            }
        }
        if (pods.isEmpty()) {
            pods.put(ANY, Collections.emptySortedSet());
        }
        var variants = new TreeMap<VariantId, Variant>();
        pods.forEach((model, names) -> {
            var variant = variant(namespace, model, names, now);
            variants.put(variant.id(), variant);
        });
        return new Fleet(1, variants, Collections.emptySortedMap(), List.of(), settings, List.of());
    }

    private static Variant variant(String namespace, String model, SortedSet<String> names, Instant now) {
        var since = Optional.of(now.minus(OLD));
        // without pod labels there is at least one
        var pods = (names.isEmpty() ? new TreeSet<>(List.of("unnamed")) : names)
                .stream().map(name -> new PodInfo(name, since)).toList();
        var name = model.isEmpty() ? "(no name)" : model;
        return new Variant(
                new ResourceIdentity(new VariantId(namespace, name), name, 1),
                ServedModel.named(model),
                new ScaleTarget(
                        TargetRef.deployment(name),
                        new TargetState.Found(
                                pods.size(),
                                pods.size(),
                                pods.size(),
                                pods,
                                Optional.empty(),
                                PodTemplate.UNKNOWN,
                                Optional.of(NO_CLUSTER))),
                new AcceleratorOptions(Optional.empty(), List.of(), Optional.empty()),
                ReplicaLimits.NONE,
                Optional.empty(),
                Optional.empty(),
                NOTHING_ACTS,
                List.of());
    }
}
