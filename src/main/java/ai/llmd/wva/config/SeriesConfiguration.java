package ai.llmd.wva.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the series of servers are named where they are stored.
 *
 * @param metricPrefix what vLLM's metric names begin with there
 * @param modelLabel the label that names the model
 * @param namespaceLabel the label that names the namespace of the pod
 * @param podLabel the label that names the pod
 * @param foldLabels labels that tell apart who scraped or stored a series, not whose it is
 * @param matchers labels that series must have, with their value
 * @param modelNames other names that a model has in its series, by modelID
 * @param gatewayQueues metrics of the requests that wait in a gateway
 */
public record SeriesConfiguration(
        String metricPrefix,
        String modelLabel,
        String namespaceLabel,
        String podLabel,
        List<String> foldLabels,
        SortedMap<String, String> matchers,
        SortedMap<String, List<String>> modelNames,
        List<String> gatewayQueues) {

    public SeriesConfiguration {
        foldLabels = List.copyOf(foldLabels);
        matchers = Collections.unmodifiableSortedMap(new TreeMap<>(matchers));
        modelNames = Collections.unmodifiableSortedMap(new TreeMap<>(modelNames));
        gatewayQueues = List.copyOf(gatewayQueues);
    }

    /** As vLLM, the Prometheus operator, Thanos and Mimir name them. */
    public static SeriesConfiguration defaults() {
        return new SeriesConfiguration(
                "vllm:",
                "model_name",
                "namespace",
                "pod",
                List.of(
                        "job",
                        "service",
                        "endpoint",
                        "prometheus",
                        "prometheus_replica",
                        "replica",
                        "__replica__",
                        "thanos_replica",
                        "receive_replica",
                        "monitor"),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                List.of("inference_extension_flow_control_queue_size", "llm_d_epp_flow_control_queue_size"));
    }
}
