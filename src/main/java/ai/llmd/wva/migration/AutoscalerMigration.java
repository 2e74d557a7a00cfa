package ai.llmd.wva.migration;

import ai.llmd.wva.declaration.TargetKinds;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.DecisionMetric.Quantity;
import ai.llmd.wva.model.TargetRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An autoscaler with a formula of its own: its target and bounds become a VariantAutoscaling, and it reads the decision
 * in place of the formula. One that reads the decision already stays as it is.
 */
final class AutoscalerMigration {
    private static final String METRIC = Quantity.REPLICAS.metric();
    private static final Pattern MODEL = Pattern.compile("model_name\\s*=\\s*\"([^\"]+)\"");
    private static final String API_VERSION = "apiVersion";
    private static final String KIND = "kind";
    private static final String NAME = "name";
    private static final String METADATA = "metadata";
    private static final String SPEC = "spec";
    private static final String SCALE_TARGET = "scaleTargetRef";
    private static final String MIN = "minReplicas";
    private static final String MAX = "maxReplicas";
    private static final String TRIGGERS = "triggers";
    private static final String METRICS = "metrics";
    private static final String FALLBACK = "fallback";
    private static final String BEHAVIOR = "behavior";
    private static final String REPLICAS = "replicas";
    private static final String TYPE = "type";

    private final ManifestText manifest;
    private final Map<String, String> variants;
    private final ObjectNode root;
    private final Consumer<String> remarks;

    private AutoscalerMigration(ManifestText manifest, Map<String, String> variants, Consumer<String> remarks) {
        this.manifest = manifest;
        this.variants = variants;
        this.root = manifest.root().deepCopy();
        this.remarks = remarks;
        VariantMigration.withoutServers(root);
    }

    /**
     * A HorizontalPodAutoscaler of any version.
     *
     * @param variants those that are there already, by namespace and target, such as {@code llm/chat}
     * @throws IllegalArgumentException when what it scales, or a bound, cannot be read
     */
    static List<String> ofHpa(ManifestText manifest, Map<String, String> variants, Consumer<String> remarks) {
        return new AutoscalerMigration(manifest, variants, remarks).hpa();
    }

    /**
     * KEDA's ScaledObject.
     *
     * @param variants likewise
     * @throws IllegalArgumentException when what it scales, or a bound, cannot be read
     */
    static List<String> ofScaledObject(ManifestText manifest, Map<String, String> variants, Consumer<String> remarks) {
        return new AutoscalerMigration(manifest, variants, remarks).scaledObject();
    }

    private List<String> hpa() {
        var metrics = root.path(SPEC).path(METRICS);
        var target = target();
        if (readsDecision(metrics) || refused(target)) {
            return List.of(asGiven());
        }
        var result = new ArrayList<String>();
        var variant = variantOf(target, bound(MIN), bound(MAX), metrics, result);
        var was = new ArrayList<String>();
        for (int i = 0; i < metrics.size(); i++) {
            was.add("spec.metrics[" + i + "]: " + described(metrics.get(i)));
        }
        var spec = (ObjectNode) root.get(SPEC);
        var cpu = spec.remove("targetCPUUtilizationPercentage");
        if (cpu != null) {
            was.add("spec.targetCPUUtilizationPercentage: " + cpu);
        }
        notCarried(was);
        root.put(API_VERSION, "autoscaling/v2");
        spec.set(METRICS, JsonNodeFactory.instance.arrayNode().add(decisionMetric(variant)));
        result.add(commented(was));
        return result;
    }

    private static ObjectNode decisionMetric(String variant) {
        var metric = JsonNodeFactory.instance.objectNode().put(TYPE, "External");
        var external = metric.putObject("external");
        external.putObject("metric")
                .put(NAME, METRIC)
                .putObject("selector")
                .putObject("matchLabels")
                .put("variant_name", variant);
        external.putObject("target").put(TYPE, "AverageValue").put("averageValue", "1");
        return metric;
    }

    private List<String> scaledObject() {
        var triggers = root.path(SPEC).path(TRIGGERS);
        var target = target();
        if (readsDecision(triggers) || refused(target)) {
            return List.of(asGiven());
        }
        var least = bound("minReplicaCount");
        // as KEDA: none is asked for where none is said
        var result = new ArrayList<String>();
        var variant = variantOf(
                target, least.isPresent() ? least : OptionalInt.of(0), bound("maxReplicaCount"), triggers, result);
        var was = new ArrayList<String>();
        for (int i = 0; i < triggers.size(); i++) {
            was.add("spec.triggers[" + i + "]: " + described(triggers.get(i)));
        }
        notCarried(was);
        var spec = (ObjectNode) root.get(SPEC);
        spec.set(TRIGGERS, JsonNodeFactory.instance.arrayNode().add(decisionTrigger(variant, triggers)));
        if (spec.get(FALLBACK) instanceof ObjectNode fallback) {
            keepingWhatRuns(fallback);
        }
        result.add(commented(was));
        return result;
    }

    /**
     * A static fallback, KEDA's default, also scales in while nothing answers. But a decision that cannot be read is no
     * reason to take away replicas that the last one asked for.
     */
    private void keepingWhatRuns(ObjectNode fallback) {
        if (!fallback.has(BEHAVIOR)) {
            fallback.put(BEHAVIOR, "currentReplicasIfHigher");
            remarks.accept(manifest.called() + ": spec.fallback.behavior is now currentReplicasIfHigher (KEDA 2.17 or"
                    + " newer): the fallback no longer scales in while the decision cannot be read");
        }
        if (fallback.path(REPLICAS).asInt(-1) == 0) {
            remarks.accept(manifest.called() + ": spec.fallback.replicas: 0 takes the target to zero as soon as the"
                    + " decision cannot be read: write 1");
        }
    }

    /** Asks the Prometheus that the old formula asked, with the same login. */
    private ObjectNode decisionTrigger(String variant, JsonNode triggers) {
        var prometheus = triggers.valueStream()
                .filter(one -> "prometheus".equals(one.path(TYPE).asString("")))
                .findFirst();
        var trigger =
                JsonNodeFactory.instance.objectNode().put(TYPE, "prometheus").put("metricType", "AverageValue");
        prometheus
                .map(one -> one.get("authenticationRef"))
                .ifPresent(reference -> trigger.set("authenticationRef", reference));
        var metadata = trigger.putObject(METADATA);
        prometheus
                .map(one -> one.path(METADATA))
                .ifPresent(old -> old.properties().forEach(entry -> metadata.set(entry.getKey(), entry.getValue())));
        metadata.remove(List.of("activationThreshold", "metricName"));
        if (!metadata.has("serverAddress")) {
            metadata.put("serverAddress", "");
            remarks.accept(manifest.called() + ": spec.triggers[0].metadata.serverAddress must be filled in: the URL of"
                    + " the Prometheus that reads this controller's metrics");
        }
        return trigger(metadata, trigger, variant);
    }

    private ObjectNode trigger(ObjectNode metadata, ObjectNode trigger, String variant) {
        metadata.put(
                "query",
                "max(" + METRIC + "{exported_namespace=\"" + manifest.namespace() + "\",variant_name=\"" + variant
                        + "\"})");
        metadata.put("threshold", "1");
        // no answer is no zero
        metadata.put("ignoreNullValues", "false");
        return trigger;
    }

    /** Whether some metric or query names what is published of decisions. */
    private boolean readsDecision(JsonNode metrics) {
        var text = metrics.toString();
        boolean newer = Arrays.stream(Quantity.values()).anyMatch(one -> text.contains("wva_" + one.number()));
        if (newer) {
            remarks.accept(manifest.called() + ": reads a wva_ metric: set metrics.names to \"wva\" or \"both\" in the"
                    + " controller's configuration");
        }
        return newer || Arrays.stream(Quantity.values()).anyMatch(one -> text.contains(one.metric()));
    }

    private boolean refused(TargetRef target) {
        var refusal = TargetKinds.refusal(target);
        refusal.ifPresent(why -> remarks.accept(manifest.called() + ": stays as it is: " + why));
        return refusal.isPresent();
    }

    private String asGiven() {
        return root.equals(manifest.root()) ? manifest.unchanged() : ManifestText.yaml(root);
    }

    private TargetRef target() {
        var reference = root.path(SPEC).path(SCALE_TARGET);
        var name = reference.path(NAME).asString("");
        if (name.isBlank()) {
            throw new IllegalArgumentException("spec.scaleTargetRef.name is missing: the workload that it scales");
        }
        return new TargetRef(
                reference.path(API_VERSION).asString(TargetRef.DEFAULT_API_VERSION),
                reference.path(KIND).asString(TargetRef.DEFAULT_KIND),
                name);
    }

    private OptionalInt bound(String field) {
        var value = root.path(SPEC).path(field);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw new IllegalArgumentException("spec." + field + ": " + value + " is not a whole number of at least 0");
        }
        return OptionalInt.of(value.intValue());
    }

    /** The name of the target's variant; one that is not there yet is added to the result. */
    private String variantOf(
            TargetRef target, OptionalInt min, OptionalInt max, JsonNode metrics, List<String> result) {
        var there = variants.get(manifest.namespace() + "/" + target.name());
        if (there != null) {
            return there;
        }
        result.add(variant(target, min, max, metrics));
        return target.name();
    }

    private String variant(TargetRef target, OptionalInt min, OptionalInt max, JsonNode metrics) {
        var model = model(metrics);
        var resource = JsonNodeFactory.instance
                .objectNode()
                .put(API_VERSION, VariantAutoscaling.GROUP + "/" + VariantAutoscaling.VERSION)
                .put(KIND, VariantAutoscaling.KIND);
        var metadata = resource.putObject(METADATA).put(NAME, target.name());
        if (root.path(METADATA).has("namespace")) {
            metadata.put("namespace", manifest.namespace());
        }
        metadata.putObject("labels").put(VariantAutoscaling.ACCELERATOR_LABEL, "");
        var spec = resource.putObject(SPEC).put("modelID", model.orElse(""));
        spec.putObject(SCALE_TARGET)
                .put(API_VERSION, target.apiVersion())
                .put(KIND, target.kind())
                .put(NAME, target.name());
        min.ifPresent(value -> spec.put(MIN, value));
        max.ifPresent(value -> spec.put(MAX, value));
        var variant = "VariantAutoscaling " + manifest.namespace() + "/" + target.name();
        if (model.isEmpty()) {
            remarks.accept(manifest.called() + ": " + variant
                    + ": spec.modelID must be filled in: the name of the model" + " in the OpenAI API");
        }
        remarks.accept(manifest.called() + ": " + variant + ": the label " + VariantAutoscaling.ACCELERATOR_LABEL
                + " must be filled in with a key of accelerator-unit-costs, and " + model.orElse("the model")
                + " needs latency targets in service-classes-config");
        return "# from " + manifest.kind() + " " + manifest.namespace() + "/" + manifest.name() + "\n"
                + ManifestText.yaml(resource);
    }

    private static Optional<String> model(JsonNode metrics) {
        for (var metric : metrics) {
            var label = metric.findValue("model_name");
            if (label != null && label.isString()) {
                return Optional.of(label.stringValue());
            }
            var query = MODEL.matcher(metric.path(METADATA).path("query").asString(""));
            if (query.find()) {
                return Optional.of(query.group(1));
            }
        }
        return Optional.empty();
    }

    /** A metric or trigger in a line. */
    private static String described(JsonNode metric) {
        var query = metric.path(METADATA).path("query");
        return query.isString()
                ? query.stringValue().strip().replaceAll("\\s+", " ") + " at threshold "
                        + metric.path(METADATA).path("threshold").asString("?")
                : metric.toString();
    }

    private void notCarried(List<String> was) {
        was.forEach(one -> remarks.accept(
                manifest.called() + ": " + one + " is not carried over: replicas follow from latency targets"));
    }

    private String commented(List<String> was) {
        var comments = new StringBuilder();
        was.forEach(one -> comments.append("# was ").append(one).append('\n'));
        return comments + ManifestText.yaml(root);
    }
}
