package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The API by which HorizontalPodAutoscalers read external metrics, as the API server has it: a cluster has one.
 *
 * @param holder the service that serves it, as {@code namespace/name}; empty where nobody does, or it is not known
 * @param state whether it works
 * @param message why not, in the API server's words; empty where it does
 * @param readings what autoscalers that follow decisions get from it
 */
public record ExternalApi(
        Optional<String> holder, State state, String message, SortedMap<VariantId, ExternalReading> readings) {
    public ExternalApi {
        readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
    }

    /** The name of its registration. */
    public static final String NAME = "v1beta1.external.metrics.k8s.io";

    private static final String PATH = "/apis/external.metrics.k8s.io/v1beta1/namespaces/";

    /** Whether it works. */
    public enum State {
        AVAILABLE,
        /** It is registered, and its server does not answer as it should. */
        UNAVAILABLE,
        /** Nobody serves it. */
        ABSENT,
        /** The registration cannot be read. */
        UNKNOWN
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record MetricList(List<MetricItem> items) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record MetricItem(String value) {}

    /** Reads the registration, and what it answers to the autoscalers of variants. Blocks. */
    public static ExternalApi read(KubernetesClient client, Stream<Variant> variants) {
        var registered = registered(client);
        if (registered.state() != State.AVAILABLE) {
            return registered;
        }
        var readings = new TreeMap<VariantId, ExternalReading>();
        variants.forEach(variant ->
                metric(variant).ifPresent(metric -> readings.put(variant.id(), read(client, variant.id(), metric))));
        return new ExternalApi(registered.holder(), registered.state(), "", readings);
    }

    private static ExternalApi registered(KubernetesClient client) {
        APIService api;
        try {
            api = client.resources(APIService.class).withName(NAME).get();
        } catch (KubernetesClientException e) {
            return without(Optional.empty(), State.UNKNOWN, reason(e));
        }
        if (api == null) {
            return without(Optional.empty(), State.ABSENT, "");
        }
        var holder = Optional.ofNullable(api.getSpec().getService())
                .map(service -> service.getNamespace() + "/" + service.getName());
        var conditions = api.getStatus() == null ? null : api.getStatus().getConditions();
        var available = Stream.ofNullable(conditions)
                .flatMap(List::stream)
                .filter(condition -> "Available".equals(condition.getType()))
                .findFirst();
        if (available.isEmpty() || "True".equals(available.get().getStatus())) {
            return without(holder, State.AVAILABLE, "");
        }
        return without(
                holder,
                State.UNAVAILABLE,
                available.get().getReason() + ": " + available.get().getMessage());
    }

    private static ExternalApi without(Optional<String> holder, State state, String message) {
        return new ExternalApi(holder, state, message, new TreeMap<>());
    }

    /** What the HorizontalPodAutoscaler of its target reads; one that KEDA makes has other names for it. */
    private static Optional<String> metric(Variant variant) {
        return variant.target() instanceof TargetState.Found target
                ? target.autoscaler()
                        .flatMap(Autoscaler::rules)
                        .filter(rules -> rules.scaledObject().isEmpty())
                        .map(AutoscalerRules::followed)
                        .flatMap(followed -> followed.stream().findFirst())
                        .map(DecisionMetric::quantity)
                        .map(DecisionMetric.Quantity::metric)
                : Optional.empty();
    }

    private static ExternalReading read(KubernetesClient client, VariantId id, String metric) {
        var selector = URLEncoder.encode("variant_name=" + id.name(), StandardCharsets.UTF_8);
        try {
            var answer = client.raw(PATH + id.namespace() + "/" + metric + "?labelSelector=" + selector);
            if (answer == null) {
                return new ExternalReading(metric, List.of(), "not found");
            }
            var read = client.getKubernetesSerialization().unmarshal(answer, MetricList.class);
            var items = read == null || read.items() == null ? List.<MetricItem>of() : read.items();
            return new ExternalReading(
                    metric,
                    items.stream()
                            .map(MetricItem::value)
                            .filter(Objects::nonNull)
                            .toList(),
                    "");
        } catch (KubernetesClientException | IllegalArgumentException e) {
            return new ExternalReading(metric, List.of(), reason(e));
        }
    }

    private static String reason(RuntimeException error) {
        var status = error instanceof KubernetesClientException refused ? refused.getStatus() : null;
        return status == null || status.getMessage() == null ? String.valueOf(error.getMessage()) : status.getMessage();
    }
}
