package ai.llmd.wva.doctor;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.kubernetes.ExternalApi;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.Measurement.Measured;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Findings for programs, as JSON: rates are requests a minute, times seconds. */
public final class FindingTree {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FindingTree() {}

    /** Of variants alone. */
    static String json(List<VariantFinding> findings) {
        return json(findings, Optional.empty());
    }

    /**
     * Of variants, and of what their autoscalers read.
     *
     * @param api by which autoscalers read external metrics, where a cluster was looked at
     */
    public static String json(List<VariantFinding> findings, Optional<ExternalApi> api) {
        var root = JsonNodeFactory.instance.objectNode();
        api.ifPresent(one -> {
            var node = root.putObject("externalMetrics");
            one.holder().ifPresent(holder -> node.put("service", holder));
            node.put("state", one.state().name().toLowerCase(Locale.ROOT));
            if (!one.message().isEmpty()) {
                node.put("message", one.message());
            }
        });
        var variants = root.putArray("variants");
        findings.forEach(finding -> add(variants.addObject(), finding));
        return JSON.writeValueAsString(root);
    }

    private static void add(ObjectNode node, VariantFinding finding) {
        node.put("namespace", finding.variant().id().namespace())
                .put("name", finding.variant().id().name())
                .put("model", finding.variant().modelId())
                .put("measured", finding.isMeasured())
                .put("reportingPods", finding.reportingPods())
                .put("expectedPods", finding.expectedPods());
        if (finding.measurement() instanceof Measured measured) {
            var load = measured.load();
            node.put("arrivalsPerMinute", load.arrivalRatePerSecond() * SECONDS_PER_MINUTE)
                    .put("running", load.running())
                    .put("waiting", load.waiting());
            load.inputTokens().ifPresent(tokens -> node.put("inputTokens", tokens));
            load.outputTokens().ifPresent(tokens -> node.put("outputTokens", tokens));
        }
        finding.found()
                .interval()
                .ifPresent(interval -> node.put("scrapeIntervalSeconds", interval.toMillis() / MILLIS_PER_SECOND));
        finding.autoscaler().ifPresent(autoscaler -> add(node.putObject("autoscaler"), autoscaler));
        var engines = node.putArray("engines");
        finding.found().engines().forEach(engines::add);
        var remarks = node.putArray("remarks");
        for (var remark : FindingText.of(finding)) {
            var one = remarks.addObject().put("kind", remark.kind()).put("text", remark.text());
            remark.remedy().ifPresent(remedy -> one.put("remedy", remedy));
        }
    }

    private static void add(ObjectNode node, Autoscaler autoscaler) {
        node.put("name", autoscaler.name())
                .put("minReplicas", autoscaler.minReplicas())
                .put("maxReplicas", autoscaler.maxReplicas());
        autoscaler.scaledObject().ifPresent(owner -> node.put("scaledObject", owner));
        autoscaler.rules().ifPresent(rules -> {
            rules.scaleUpTolerance().ifPresent(share -> node.put("scaleUpTolerance", share));
            rules.scaleDownTolerance().ifPresent(share -> node.put("scaleDownTolerance", share));
        });
    }
}
