package ai.llmd.wva.metrics;

import ai.llmd.wva.config.SeriesConfiguration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How series are named in a test: the defaults, but for what is said otherwise. */
public final class SeriesNaming {
    private final SeriesConfiguration standard = SeriesConfiguration.defaults();
    private String metricPrefix = standard.metricPrefix();
    private String modelLabel = standard.modelLabel();
    private String namespaceLabel = standard.namespaceLabel();
    private String podLabel = standard.podLabel();
    private List<String> foldLabels = standard.foldLabels();
    private SortedMap<String, String> matchers = Collections.emptySortedMap();
    private final SortedMap<String, List<String>> modelNames = new TreeMap<>();

    public SeriesNaming prefix(String prefix) {
        metricPrefix = prefix;
        return this;
    }

    public SeriesNaming labels(String model, String namespace, String pod) {
        modelLabel = model;
        namespaceLabel = namespace;
        podLabel = pod;
        return this;
    }

    public SeriesNaming folding(String... labels) {
        foldLabels = List.of(labels);
        return this;
    }

    public SeriesNaming matching(SortedMap<String, String> labels) {
        matchers = labels;
        return this;
    }

    public SeriesNaming model(String model, String... otherNames) {
        modelNames.put(model, List.of(otherNames));
        return this;
    }

    public SeriesConfiguration configuration() {
        return new SeriesConfiguration(
                metricPrefix,
                modelLabel,
                namespaceLabel,
                podLabel,
                foldLabels,
                matchers,
                modelNames,
                standard.gatewayQueues());
    }
}
