package ai.llmd.wva.metrics;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.signals.GatewaySeries;
import ai.llmd.wva.signals.PodKey;
import ai.llmd.wva.signals.Signal;
import ai.llmd.wva.signals.SignalSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Translates the names of stored series: which signal of which server each is, as its engine's table says. */
final class SeriesReader {
    private static final String UP = "up";
    private static final String CLUSTER = "cluster";
    /** What tells servers of one pod apart. */
    private static final List<String> PROCESS = List.of("instance", "container", CLUSTER);
    /** What the processes of one engine leave apart, though they are one. */
    private static final String PID = "pid";

    /** What a request is sent on as, and what it asked for. */
    private static final List<String> GATEWAY_MODELS = List.of("target_model_name", "model_name");

    private final SeriesConfiguration configuration;
    private final EngineNames names;
    private final Map<String, String> canonical = new HashMap<>();
    private final Set<String> ignored;
    private final boolean ignoredCluster;

    SeriesReader(SeriesConfiguration configuration, EngineNames names) {
        this.configuration = configuration;
        this.names = names;
        configuration.modelNames().forEach((model, others) -> others.forEach(other -> canonical.put(other, model)));
        this.ignoredCluster = configuration.foldLabels().contains(CLUSTER);
        this.ignored = new TreeSet<>(configuration.foldLabels());
        ignored.addAll(PROCESS);
        ignored.addAll(List.of(
                RawSeries.NAME,
                configuration.modelLabel(),
                configuration.namespaceLabel(),
                configuration.podLabel(),
                PID));
    }

    private record Translated(int engine, SignalSeries series) {}

    /** The series that mean something; those of one engine for each pod, of several the first in the table. */
    List<SignalSeries> read(Collection<RawSeries> stored) {
        var translated = new ArrayList<Translated>();
        var engines = new HashMap<PodKey, Integer>();
        for (var raw : stored) {
            if (raw.name().equals(UP)) {
                translated.add(new Translated(-1, series(raw, key("", raw), Signal.UP)));
                continue;
            }
            for (var use : names.usesOf(raw.name())) {
                if (use.matches(raw)) {
                    var key = key(model(raw), raw);
                    translated.add(new Translated(use.engine(), series(raw, key, use.signal())));
                    engines.merge(key, use.engine(), Math::min);
                }
            }
        }
        return translated.stream()
                .filter(one ->
                        one.engine() < 0 || engines.get(one.series().key()).equals(one.engine()))
                .map(Translated::series)
                .toList();
    }

    /** Pods whose series come from several clusters, with the clusters. */
    SortedMap<String, SortedSet<String>> clusters(Collection<RawSeries> stored) {
        var clusters = new TreeMap<String, SortedSet<String>>();
        for (var raw : stored) {
            var cluster = raw.label(CLUSTER);
            if (!cluster.isEmpty() && !ignoredCluster) {
                clusters.computeIfAbsent(
                                podOf(raw.label(configuration.namespaceLabel()), raw.label(configuration.podLabel())),
                                any -> new TreeSet<>())
                        .add(cluster);
            }
        }
        clusters.values().removeIf(names -> names.size() < 2);
        return clusters;
    }

    static String podOf(String namespace, String pod) {
        return namespace + "/" + pod;
    }

    /** What waits in gateways. */
    List<GatewaySeries> gateways(Collection<RawSeries> stored) {
        var distinct = new TreeMap<String, GatewaySeries>();
        for (var raw : stored) {
            if (configuration.gatewayQueues().contains(raw.name())) {
                var models = GATEWAY_MODELS.stream()
                        .map(raw::label)
                        .filter(name -> !name.isEmpty())
                        .map(name -> canonical.getOrDefault(name, name))
                        .toList();
                var one = new GatewaySeries(raw.label(configuration.namespaceLabel()), models, raw.points());
                distinct.merge(
                        raw.name() + process(raw) + part(raw) + raw.label(configuration.podLabel()) + models,
                        one,
                        (former, other) ->
                                other.points().size() > former.points().size() ? other : former);
            }
        }
        return List.copyOf(distinct.values());
    }

    private String model(RawSeries raw) {
        var name = raw.label(configuration.modelLabel());
        return canonical.getOrDefault(name, name);
    }

    private PodKey key(String model, RawSeries raw) {
        return new PodKey(model, raw.label(configuration.namespaceLabel()), raw.label(configuration.podLabel()));
    }

    private SignalSeries series(RawSeries raw, PodKey key, Signal signal) {
        if (signal == Signal.KV_CAPACITY) {
            return new SignalSeries(key, signal, raw.name(), process(raw), part(raw), KvCapacity.of(raw), false);
        }
        return new SignalSeries(key, signal, raw.name(), process(raw), part(raw), raw.points(), raw.unusable());
    }

    private String process(RawSeries raw) {
        var process = new StringBuilder();
        for (var label : PROCESS) {
            if (!configuration.foldLabels().contains(label)) {
                process.append(raw.label(label)).append('/');
            }
        }
        return process.toString();
    }

    private String part(RawSeries raw) {
        var labels = raw.labels();
        var part = new StringBuilder();
        var model = raw.label(configuration.modelLabel());
        if (canonical.containsKey(model)) {
            part.append(model).append(',');
        }
        for (var label : new TreeSet<>(labels.keySet())) {
            if (!ignored.contains(label)) {
                part.append(label).append('=').append(labels.get(label)).append(',');
            }
        }
        return part.toString();
    }
}
