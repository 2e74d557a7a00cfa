package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.DecisionMetric.Quantity;
import ai.llmd.wva.model.DecisionMetric.TargetType;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AutoscalerFactsTest {
    private static final DecisionMetric REPLICAS =
            new DecisionMetric(Quantity.REPLICAS, TargetType.AVERAGE_VALUE, 1000, Optional.of("vllme"));

    private static HorizontalPodAutoscaler parse(String yaml) {
        return new KubernetesSerialization().unmarshal(yaml, HorizontalPodAutoscaler.class);
    }

    private static HorizontalPodAutoscaler autoscaler(String name, String spec) {
        return parse("""
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: %s, namespace: llm}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: vllme}
              maxReplicas: 10
            """.formatted(name) + spec.indent(2));
    }

    private static String external(String metric, String target) {
        return "- {type: External, external: {target: %2$s, metric: {name: %1$s, selector: {matchLabels: %3$s}}}}"
                .formatted(metric, target, "{variant_name: vllme}");
    }

    private static Autoscaler of(HorizontalPodAutoscaler... all) {
        var whole = AutoscalerFacts.of(Arrays.asList(all), "apps/v1");
        assertThat(AutoscalerFacts.of(Arrays.stream(all).map(SlimAutoscaler::of).toList(), "apps/v1"))
                .as("a slim one is read like the whole")
                .isEqualTo(whole);
        return whole.orElseThrow();
    }

    private static AutoscalerRules rules(String spec) {
        return of(autoscaler("hpa", spec)).rules().orElseThrow();
    }

    @Test
    void theSampleFollowsTheDecision() throws IOException {
        var sample = parse(Files.readString(Path.of("deploy/samples/hpa-integration.yaml")));

        assertThat(of(sample))
                .isEqualTo(new Autoscaler(
                        "vllme-deployment-hpa",
                        1,
                        10,
                        Optional.of(new AutoscalerRules(
                                Optional.empty(),
                                List.of(new DecisionMetric(
                                        Quantity.REPLICAS,
                                        TargetType.AVERAGE_VALUE,
                                        1000,
                                        Optional.of("vllme-deployment"))),
                                List.of(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                List.of()))));
    }

    @Test
    void tolerancesAreReadInBothDirections() {
        var both = rules("behavior: {scaleUp: {tolerance: \"0.05\"}, scaleDown: {tolerance: 50m}}");
        assertThat(both.scaleUpTolerance()).hasValue(0.05);
        assertThat(both.scaleDownTolerance()).hasValue(0.05);

        var up = rules("behavior: {scaleUp: {tolerance: 0}, scaleDown: {stabilizationWindowSeconds: 5}}");
        assertThat(up.scaleUpTolerance()).hasValue(0);
        assertThat(up.scaleDownTolerance()).isEmpty();
        assertThat(rules("behavior: {scaleDown: {tolerance: 1}}").scaleUpTolerance())
                .isEmpty();
        assertThat(rules("behavior: {scaleUp: {stabilizationWindowSeconds: 5}}").scaleUpTolerance())
                .isEmpty();
        assertThat(rules("").scaleUpTolerance()).isEmpty();
    }

    @Test
    void metricsAreTheDecisionByTheirNames() {
        var rules = rules("metrics:\n"
                + String.join(
                        "\n",
                        external("queue", "{type: AverageValue, averageValue: 5}"),
                        external("inferno_desired_replicas", "{type: AverageValue, averageValue: \"1\"}"),
                        external("inferno_desired_ratio", "{type: Value, value: 1500m}"),
                        "- {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization:"
                                + " 80}}}",
                        "- {type: Object, object: {describedObject: {kind: Service, name: a},"
                                + " metric: {name: inferno_desired_ratio}, target: {type: Value, value: 1}}}",
                        "- {type: Pods, pods: {metric: {name: running}, target: {averageValue: 5}}}"));

        assertThat(rules.followed())
                .containsExactly(
                        REPLICAS,
                        new DecisionMetric(Quantity.RATIO, TargetType.VALUE, 1500, Optional.of("vllme")),
                        new DecisionMetric(Quantity.RATIO, TargetType.VALUE, 1000, Optional.empty()));
        assertThat(rules.steering()).contains(REPLICAS);
        assertThat(rules.otherMetrics()).containsExactly("queue", "running");
        assertThat(rules.scaledObject()).isEmpty();
    }

    @Test
    void theNewerNamesAreTheSameNumbers() {
        var rules = rules("metrics:\n"
                + String.join(
                        "\n",
                        external("wva_desired_replicas", "{type: AverageValue, averageValue: 1}"),
                        external("wva_current_replicas", "{type: AverageValue, averageValue: 1}")));

        assertThat(rules.followed()).containsExactly(REPLICAS);
        assertThat(rules.otherMetrics()).containsExactly("wva_current_replicas");
    }

    @Test
    void whatIsNoMetricIsLeftOut() {
        var rules = rules("metrics:\n"
                + String.join(
                        "\n",
                        "- {type: External, external: {target: {value: 1}}}",
                        "- {type: External, external: {metric: {}, target: {value: 1}}}",
                        external("inferno_desired_replicas", "{type: Value}"),
                        external("inferno_desired_replicas", "{type: Value, value: 0}")));

        assertThat(rules.followed()).isEmpty();
        assertThat(rules.otherMetrics()).containsExactly("inferno_desired_replicas", "inferno_desired_replicas");
    }

    @Test
    void kedasOwnIsKnownByItsOwnerAndFollowsWithAThresholdOfOne() {
        var follows = keda("metrics: [" + metric("s0-prometheus", 1) + "]");
        assertThat(of(follows).scaledObject()).contains("llm");
        assertThat(of(follows).rules().orElseThrow().followed())
                .containsExactly(
                        new DecisionMetric(Quantity.REPLICAS, TargetType.AVERAGE_VALUE, 1000, Optional.empty()));

        for (var unknown : List.of(
                "metrics: [" + metric("s0-prometheus", 5) + "]",
                "metrics: [" + metric("s0-rabbitmq", 1) + "]",
                "metrics: [" + metric("s0-prometheus", 1) + ", " + metric("s1-prometheus", 1) + "]",
                "metrics: [{type: Pods, pods: {metric: {name: running}, target: {averageValue: 1}}}]",
                "metrics: [{type: External, external: {metric: {name: s0-prometheus}}}]",
                "metrics: [{type: External, external: {target: {averageValue: 1}}}]",
                "")) {
            assertThat(of(keda(unknown)).rules().orElseThrow().followed())
                    .as(unknown)
                    .isEmpty();
        }
        var other = autoscaler("hpa", "metrics: [" + metric("s0-prometheus", 1) + "]");
        assertThat(of(other).rules().orElseThrow().followed()).as("not KEDA's").isEmpty();
    }

    @Test
    void ofSeveralTheFirstByNameHasTheOthersAsRivals() {
        var one = of(autoscaler("b", ""), autoscaler("a", "minReplicas: 0"), autoscaler("c", ""));

        assertThat(one.name()).isEqualTo("a");
        assertThat(one.minReplicas()).isZero();
        assertThat(one.rules().orElseThrow().rivals()).containsExactly("b", "c");
    }

    @Test
    void oneOfAnotherGroupActsOnSomethingElse() {
        var other = autoscaler("hpa", "");
        other.getSpec().getScaleTargetRef().setApiVersion("example.com/v1");
        var none = autoscaler("hpa", "");
        none.getSpec().getScaleTargetRef().setApiVersion(null);

        assertThat(AutoscalerFacts.of(List.of(other, none), "apps/v1")).isEmpty();
        assertThat(AutoscalerFacts.of(List.of(other, none), "example.com/v2")).isPresent();
        assertThat(AutoscalerFacts.targetKey(other)).isEqualTo("llm/Deployment/vllme");
    }

    @Test
    void whatIsNotReadIsNotKept() {
        var whole = autoscaler("hpa", "behavior: {scaleUp: {stabilizationWindowSeconds: 5, policies: []}}");
        whole.getMetadata().setLabels(Map.of("a", "b"));
        var slim = SlimAutoscaler.of(whole);

        assertThat(slim.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(slim.getSpec().getBehavior()).isNull();
        whole.setSpec(null);
        assertThat(AutoscalerFacts.targetKey(SlimAutoscaler.of(whole))).isEqualTo(Ownership.orphans("llm"));
    }

    private static HorizontalPodAutoscaler keda(String spec) {
        var autoscaler = autoscaler("keda-hpa-llm", spec);
        autoscaler
                .getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("keda.sh/v1alpha1")
                        .withKind("ScaledObject")
                        .withName("llm")
                        .withController(true)
                        .build()));
        return autoscaler;
    }

    private static String metric(String name, int target) {
        return "{type: External, external: {metric: {name: %s}, target: {type: AverageValue, averageValue: %d}}}"
                .formatted(name, target);
    }
}
