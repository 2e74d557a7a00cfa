package ai.llmd.wva.metrics;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.signals.GatewaySeries;
import ai.llmd.wva.signals.PodKey;
import ai.llmd.wva.signals.Signal;
import ai.llmd.wva.signals.SignalSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** Those that tell servers of one pod apart, and are not folded. */
    private final List<String> processLabels;

    SeriesReader(SeriesConfiguration configuration, EngineNames names) {
        this.configuration = configuration;
        this.names = names;
        configuration.modelNames().forEach((model, others) -> others.forEach(other -> canonical.put(other, model)));
        this.ignoredCluster = configuration.foldLabels().contains(CLUSTER);
        this.processLabels = PROCESS.stream()
                .filter(label -> !configuration.foldLabels().contains(label))
                .toList();
        this.ignored = new HashSet<>(configuration.foldLabels());
        ignored.addAll(PROCESS);
        ignored.addAll(List.of(
                RawSeries.NAME,
                configuration.modelLabel(),
                configuration.namespaceLabel(),
                configuration.podLabel(),
                PID));
    }

    /** Models by the names that they have besides. */
    Map<String, String> canonical() {
        return canonical;
    }

    private record Translated(int engine, SignalSeries series) {}

    /** The series that mean something; those of one engine for each pod, of several the first in the table. */
    List<SignalSeries> read(Collection<RawSeries> stored) {
        var translated = new ArrayList<Translated>(stored.size());
        var engines = new HashMap<PodKey, Integer>();
        var texts = new Texts();
        for (var raw : stored) {
            if (raw.name().equals(UP)) {
                translated.add(new Translated(-1, series(raw, key("", raw), Signal.UP, texts)));
                continue;
            }
            for (var use : names.usesOf(raw.name())) {
                if (use.matches(raw)) {
                    var key = key(model(raw), raw);
                    translated.add(new Translated(use.engine(), series(raw, key, use.signal(), texts)));
                    engines.merge(key, use.engine(), Math::min);
                }
            }
        }
        var read = new ArrayList<SignalSeries>(translated.size());
        for (var one : translated) {
            if (one.engine() < 0 || one.engine() == engines.get(one.series().key())) {
                read.add(one.series());
            }
        }
        return read;
    }

    /** Pods, of whatever model, whose series come from several clusters, with the clusters. */
    Map<PodKey, SortedSet<String>> clusters(Collection<RawSeries> stored) {
        var clusters = new HashMap<PodKey, SortedSet<String>>();
        for (var raw : stored) {
            var cluster = raw.label(CLUSTER);
            if (!cluster.isEmpty() && !ignoredCluster) {
                clusters.computeIfAbsent(key("", raw), any -> new TreeSet<>()).add(cluster);
            }
        }
        clusters.values().removeIf(names -> names.size() < 2);
        return clusters;
    }

    /** What waits in gateways. */
    List<GatewaySeries> gateways(Collection<RawSeries> stored) {
        var texts = new Texts();
        var distinct = new TreeMap<String, GatewaySeries>();
        for (var raw : stored) {
            if (configuration.gatewayQueues().contains(raw.name())) {
                var models = GATEWAY_MODELS.stream()
                        .map(raw::label)
                        .filter(name -> !name.isEmpty())
                        .map(name -> canonical.getOrDefault(name, name))
                        .toList();
                var one = new GatewaySeries(raw.label(configuration.namespaceLabel()), models, raw.points());
                var source = raw.name() + texts.process(raw) + texts.part(raw);
                distinct.merge(
                        source + raw.label(configuration.podLabel()) + models,
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

    private static SignalSeries series(RawSeries raw, PodKey key, Signal signal, Texts texts) {
        boolean capacity = signal == Signal.KV_CAPACITY;
        return new SignalSeries(
                key,
                signal,
                raw.name(),
                texts.process(raw),
                texts.part(raw),
                capacity ? KvCapacity.of(raw) : raw.points(),
                !capacity && raw.unusable());
    }

    /** What tells series apart, in words. They are the same for most series, so each is made once. */
    private final class Texts {
        private final Map<List<String>, String> processes = new HashMap<>();
        private final Map<List<String>, String> parts = new HashMap<>();

        String process(RawSeries raw) {
            var values = new ArrayList<String>(processLabels.size());
            for (var label : processLabels) {
                values.add(raw.label(label));
            }
            return processes.computeIfAbsent(values, all -> all.isEmpty() ? "" : String.join("/", all) + "/");
        }

        /** By the name of the model, where it has several, and by all labels that are not ignored. */
        String part(RawSeries raw) {
            var model = raw.label(configuration.modelLabel());
            var telling = new ArrayList<String>();
            telling.add(canonical.containsKey(model) ? model : "");
            raw.labels().forEach((label, value) -> {
                if (!ignored.contains(label)) {
                    telling.add(label);
                    telling.add(value);
                }
            });
            return parts.computeIfAbsent(telling, Texts::text);
        }

        private static String text(List<String> telling) {
            var sorted = new TreeMap<String, String>();
            for (var i = 1; i < telling.size(); i += 2) {
                sorted.put(telling.get(i), telling.get(i + 1));
            }
            var text = new StringBuilder();
            if (!telling.get(0).isEmpty()) {
                text.append(telling.get(0)).append(',');
            }
            sorted.forEach((label, value) ->
                    text.append(label).append('=').append(value).append(','));
            return text.toString();
        }
    }
}
