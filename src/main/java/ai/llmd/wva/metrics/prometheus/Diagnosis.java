package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.NameList;
import ai.llmd.wva.model.Variant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says of a variant without series what there is instead, and which setting takes it. */
final class Diagnosis {
    private static final String NAMESPACE = "namespace";

    private final SeriesConfiguration series;
    private final EngineNames names;

    Diagnosis(SeriesConfiguration series, EngineNames names) {
        this.series = series;
        this.names = names;
    }

    /** The same unknown, with what was found. */
    Unknown of(Variant variant, Unknown unknown, Collection<RawSeries> found) {
        return otherNamespaceLabel(variant, found)
                .or(() -> otherPrefix(variant, found))
                .or(() -> otherModel(variant, found))
                .map(advice -> new Unknown(unknown.cause(), unknown.message() + "; " + advice))
                .orElse(unknown);
    }

    /** The label names another namespace or none, but another label that is named like one has the namespace's name. */
    private Optional<String> otherNamespaceLabel(Variant variant, Collection<RawSeries> found) {
        var namespace = variant.id().namespace();
        for (var one : found) {
            for (var label : new TreeMap<>(one.labels()).entrySet()) {
                if (label.getValue().equals(namespace)
                        && label.getKey().contains(NAMESPACE)
                        && !one.label(series.namespaceLabel()).equals(namespace)) {
                    return Optional.of("found " + one.name() + " with the namespace in label " + label.getKey()
                            + ": set collector.namespaceLabel to that, and collector.podLabel likewise");
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> otherPrefix(Variant variant, Collection<RawSeries> found) {
        for (var one : here(variant, found)) {
            if (names.usesOf(one.name()).isEmpty()) {
                var model = one.label(series.modelLabel());
                var prefix = one.name().endsWith(EngineNames.RUNNING)
                        ? one.name().substring(0, one.name().length() - EngineNames.RUNNING.length())
                        : "";
                return Optional.of("found " + one.name() + (model.isEmpty() ? "" : " with model_name " + model)
                        + ": set collector.metricPrefix" + (prefix.isEmpty() ? "" : " to " + prefix));
            }
        }
        return Optional.empty();
    }

    private Optional<String> otherModel(Variant variant, Collection<RawSeries> found) {
        var models = new TreeSet<String>();
        for (var one : here(variant, found)) {
            models.add(one.label(series.modelLabel()));
        }
        models.remove("");
        models.remove(variant.modelId());
        if (models.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(series.modelLabel() + " in this namespace: " + NameList.quoted(models)
                + ": set spec.modelID to it, or add it to collector.modelNames");
    }

    private List<RawSeries> here(Variant variant, Collection<RawSeries> found) {
        return found.stream()
                .filter(one ->
                        one.label(series.namespaceLabel()).equals(variant.id().namespace()))
                .toList();
    }
}
