package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.hpa.HpaBehavior;
import ai.llmd.wva.hpa.HpaManifest;
import ai.llmd.wva.hpa.HpaMetric;
import ai.llmd.wva.hpa.HpaPresets;
import ai.llmd.wva.hpa.HpaSpec;
import ai.llmd.wva.hpa.PolicySelect;
import ai.llmd.wva.hpa.ScalingPolicy;
import ai.llmd.wva.hpa.ScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRulesBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoscalerManifestTest {
    @Test
    void theSampleIsWhatSimulationsTakeItFor() {
        var sample = Serialization.unmarshal(
                SampleManifests.read("samples/hpa-integration.yaml"), HorizontalPodAutoscaler.class);

        assertThat(AutoscalerManifest.spec(sample)).isEqualTo(HpaPresets.WVA_SAMPLE);
    }

    @Test
    void everyFieldIsRead() {
        var up = ScalingRules.of(5, ScalingPolicy.pods(2, 15), ScalingPolicy.percent(50, 30));
        var behavior = new HpaBehavior(up.tolerating(0.05), up.select(PolicySelect.DISABLED));
        var metrics =
                List.of(HpaMetric.value("all-0", 0.55), HpaMetric.averageValue("all-1", 3), HpaMetric.pods("all-2", 7));
        var spec = new HpaSpec(0, 12, metrics, Optional.of(behavior));

        assertThat(AutoscalerManifest.spec(HpaManifest.of(spec, "default", "all")))
                .isEqualTo(spec);
    }

    @Test
    void whatIsNotSaidIsTheDefault() {
        var plain = HpaManifest.of(HpaPresets.plain(1, 4, HpaMetric.value("plain-0", 1)), "default", "plain");
        var partial = new HorizontalPodAutoscalerBuilder(plain)
                .editSpec()
                .withMinReplicas(null)
                .withNewBehavior()
                .withScaleDown(new HPAScalingRulesBuilder()
                        .withStabilizationWindowSeconds(60)
                        .build())
                .endBehavior()
                .endSpec()
                .build();

        assertThat(AutoscalerManifest.spec(plain).behavior()).isEmpty();
        assertThat(AutoscalerManifest.spec(partial).minReplicas()).isOne();
        assertThat(AutoscalerManifest.spec(partial).behavior())
                .hasValue(new HpaBehavior(HpaBehavior.DEFAULT_UP, ScalingRules.of(60, ScalingPolicy.percent(100, 15))));
    }

    @Test
    void aMetricOfAnotherTypeIsNamed() {
        var processor = new HorizontalPodAutoscalerBuilder()
                .withNewSpec()
                .withMaxReplicas(3)
                .addNewMetric()
                .withType("Resource")
                .endMetric()
                .endSpec()
                .build();

        assertThatThrownBy(() -> AutoscalerManifest.spec(processor)).hasMessage("a metric of type Resource");
    }
}
