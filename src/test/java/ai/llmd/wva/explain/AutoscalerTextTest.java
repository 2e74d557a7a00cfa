package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRemark;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.DecisionMetric.Quantity;
import ai.llmd.wva.model.DecisionMetric.TargetType;
import ai.llmd.wva.model.TargetRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AutoscalerTextTest {
    private static final TargetRef TARGET = TargetRef.deployment("vllme");
    private static final Autoscaler HPA = new Autoscaler("llm-hpa", 1, 10);
    private static final Autoscaler KEDA = new Autoscaler(
            "keda-hpa-llm",
            2,
            10,
            Optional.of(new AutoscalerRules(
                    Optional.of("llm"),
                    List.of(),
                    List.of(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    List.of())));

    private static DecisionMetric metric(Quantity quantity, TargetType targetType, long milli) {
        return new DecisionMetric(quantity, targetType, milli, Optional.of("other"));
    }

    private static void says(AutoscalerRemark remark, String text) {
        assertThat(AutoscalerText.full(remark)).isEqualTo(text);
    }

    @Test
    void whatIsIgnoredComesWithTheToleranceAndTheSetting() {
        says(
                new AutoscalerRemark.Ignored(HPA, 10, 11, 0.1, false),
                "HorizontalPodAutoscaler llm-hpa ignores 11 while 10 run: its tolerance is 10 % by default;"
                        + " set behavior.scaleUp.tolerance to 0");
        says(
                new AutoscalerRemark.Ignored(KEDA, 10, 9, 0.125, true),
                "HorizontalPodAutoscaler keda-hpa-llm of ScaledObject llm ignores 9 while 10 run:"
                        + " its tolerance is 12.5 %;"
                        + " set advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.tolerance to 0");
        says(
                new AutoscalerRemark.Ignored(HPA, 1, 2, 1, true),
                "HorizontalPodAutoscaler llm-hpa ignores 2 while 1 runs: its tolerance is 100 %;"
                        + " set behavior.scaleUp.tolerance to 0");
    }

    @Test
    void boundsComeWithWhatIsNeeded() {
        says(
                new AutoscalerRemark.AboveMaximum(HPA, 12),
                "maxReplicas 10 of HorizontalPodAutoscaler llm-hpa is below the 12 that are needed;"
                        + " raise it, or set maxReplicas of the variant to 10");
        says(
                new AutoscalerRemark.BelowMinimum(KEDA, 1),
                "minReplicaCount 2 of HorizontalPodAutoscaler keda-hpa-llm of ScaledObject llm is above the 1 that is"
                        + " needed; lower it, or set minReplicas of the variant to 2");
        says(
                new AutoscalerRemark.AboveMaximum(KEDA, 12),
                "maxReplicaCount 10 of HorizontalPodAutoscaler keda-hpa-llm of ScaledObject llm is below the 12 that"
                        + " are needed; raise it, or set maxReplicas of the variant to 10");
        says(
                new AutoscalerRemark.BelowMinimum(HPA, 0),
                "minReplicas 1 of HorizontalPodAutoscaler llm-hpa is above the 0 that are needed;"
                        + " lower it, or set minReplicas of the variant to 1");
    }

    @Test
    void whatItReadsInsteadIsNamed() {
        says(
                new AutoscalerRemark.OtherMetrics(HPA, List.of()),
                "HorizontalPodAutoscaler llm-hpa reads resources only, and not inferno_desired_replicas;"
                        + " add the metric as in deploy/samples/hpa-integration.yaml,"
                        + " unless it has it under another name");
        assertThat(AutoscalerText.of(new AutoscalerRemark.OtherMetrics(HPA, List.of("queue", "requests"))))
                .isEqualTo("HorizontalPodAutoscaler llm-hpa reads queue, requests, and not inferno_desired_replicas");
        says(
                new AutoscalerRemark.OtherVariant(
                        HPA, metric(Quantity.REPLICAS, TargetType.AVERAGE_VALUE, 1000), "vllme"),
                "HorizontalPodAutoscaler llm-hpa reads inferno_desired_replicas of another variant, other;"
                        + " set variant_name of the metric's selector to vllme");
        says(
                new AutoscalerRemark.Misread(HPA, metric(Quantity.REPLICAS, TargetType.VALUE, 1000)),
                "HorizontalPodAutoscaler llm-hpa reads inferno_desired_replicas against the target Value 1, and so"
                        + " computes another number; set the target to AverageValue 1");
        says(
                new AutoscalerRemark.Misread(HPA, metric(Quantity.RATIO, TargetType.AVERAGE_VALUE, 1500)),
                "HorizontalPodAutoscaler llm-hpa reads inferno_desired_ratio against the target AverageValue 1.5,"
                        + " and so computes another number; set the target to Value 1");
    }

    @Test
    void severalAndNoneAreTold() {
        says(
                new AutoscalerRemark.Rivalry(List.of("a", "b")),
                "HorizontalPodAutoscalers a, b act on one target: Kubernetes lets none of them scale it;"
                        + " delete all but one");
        says(new AutoscalerRemark.Absent(TARGET), "no HorizontalPodAutoscaler acts on Deployment vllme");
        assertThat(AutoscalerText.remedy(new AutoscalerRemark.Absent(TARGET)))
                .isEqualTo("create one as in deploy/samples/hpa-integration.yaml,"
                        + " unless something else acts on the metric");
        says(
                new AutoscalerRemark.Unread(TARGET, "HorizontalPodAutoscalers cannot be read"),
                "whether a HorizontalPodAutoscaler acts on Deployment vllme is not known:"
                        + " HorizontalPodAutoscalers cannot be read");
        assertThat(AutoscalerText.remedy(new AutoscalerRemark.Unread(TARGET, "")))
                .isEqualTo("grant list and watch on horizontalpodautoscalers, as deploy/rbac does");
    }
}
