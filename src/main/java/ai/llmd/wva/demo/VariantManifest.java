package ai.llmd.wva.demo;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec.AcceleratorProfile;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec.ModelProfile;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec.PerfParms;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec.ScaleTargetRef;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec.SloClassRef;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.workload.ModelLoad;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/** The VariantAutoscaling of a target. */
final class VariantManifest {
    private static final MathContext DIGITS = new MathContext(6);

    private VariantManifest() {}

    static VariantAutoscaling of(Target target, ModelLoad model, String serviceClassKey) {
        var variant = new VariantAutoscaling();
        variant.setMetadata(new ObjectMetaBuilder()
                .withName(target.name())
                .withNamespace(DemoManifests.NAMESPACE)
                .addToLabels(
                        VariantAutoscaling.ACCELERATOR_LABEL, target.declared().accelerator())
                .build());
        variant.setSpec(new VariantAutoscalingSpec(
                model.name(),
                new ScaleTargetRef("apps/v1", "Deployment", target.name()),
                new SloClassRef(null, serviceClassKey),
                new ModelProfile(List.of(profile(target.declared()))),
                target.minReplicas(),
                target.maxReplicas(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return variant;
    }

    private static AcceleratorProfile profile(PerformanceProfile profile) {
        var alpha = text(profile.alphaMillis());
        var beta = text(profile.betaMillis());
        var parameters = profile.prefill()
                .map(prefill -> new PerfParms(
                        Map.of("alpha", alpha, "beta", beta),
                        Map.of("gamma", text(prefill.gammaMillis()), "delta", text(prefill.deltaMillis()))))
                .orElse(null);
        return new AcceleratorProfile(
                profile.accelerator(), profile.acceleratorCount(), profile.maxBatchSize(), alpha, beta, parameters);
    }

    private static String text(double millis) {
        return new BigDecimal(millis).round(DIGITS).toPlainString();
    }
}
