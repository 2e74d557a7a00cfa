package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRules;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is read of the autoscalers of a target. */
final class AutoscalerFacts {
    private static final String SCALED_OBJECT = "ScaledObject";

    private AutoscalerFacts() {}

    /** The key of its target in the indexes of the watch. */
    static String targetKey(HorizontalPodAutoscaler autoscaler) {
        var reference =
                autoscaler.getSpec() == null ? null : autoscaler.getSpec().getScaleTargetRef();
        var namespace = autoscaler.getMetadata().getNamespace();
        return reference == null
                ? Ownership.orphans(namespace)
                : Ownership.key(namespace, reference.getKind(), reference.getName());
    }

    /** The first by name of those that name a workload of that group, with the others as its rivals. */
    static Optional<Autoscaler> of(Collection<HorizontalPodAutoscaler> withKey, String apiVersion) {
        var acting = withKey.stream()
                .filter(one -> sameGroup(one.getSpec().getScaleTargetRef().getApiVersion(), apiVersion))
                .sorted(Comparator.comparing(AutoscalerFacts::name))
                .toList();
        return acting.isEmpty()
                ? Optional.empty()
                : Optional.of(of(
                        acting.get(0),
                        acting.stream().skip(1).map(AutoscalerFacts::name).toList()));
    }

    private static Autoscaler of(HorizontalPodAutoscaler one, List<String> rivals) {
        var spec = one.getSpec();
        int minimum = spec.getMinReplicas() == null ? 1 : spec.getMinReplicas();
        int maximum = spec.getMaxReplicas() == null ? 0 : spec.getMaxReplicas();
        var owner = Ownership.controller(one.getMetadata())
                .filter(controller -> SCALED_OBJECT.equals(controller.getKind()))
                .map(OwnerReference::getName);
        var metrics = AutoscalerMetric.all(spec.getMetrics(), owner.isPresent());
        return new Autoscaler(
                name(one),
                minimum,
                Math.max(minimum, maximum),
                Optional.of(new AutoscalerRules(
                        owner,
                        metrics.stream()
                                .flatMap(metric -> metric.decision().stream())
                                .toList(),
                        metrics.stream()
                                .filter(metric -> metric.decision().isEmpty())
                                .map(AutoscalerMetric::name)
                                .toList(),
                        tolerance(spec.getBehavior(), HorizontalPodAutoscalerBehavior::getScaleUp),
                        tolerance(spec.getBehavior(), HorizontalPodAutoscalerBehavior::getScaleDown),
                        rivals)));
    }

    private static OptionalDouble tolerance(
            HorizontalPodAutoscalerBehavior behavior,
            Function<HorizontalPodAutoscalerBehavior, HPAScalingRules> direction) {
        return Optional.ofNullable(behavior).map(direction).map(HPAScalingRules::getTolerance).stream()
                .mapToDouble(quantity -> quantity.getNumericalAmount().doubleValue())
                .findFirst();
    }

    /** Autoscalers reach their target by group and kind, whatever the version. */
    private static boolean sameGroup(String one, String other) {
        return one != null && one.startsWith(other.substring(0, other.indexOf('/') + 1));
    }

    private static String name(HorizontalPodAutoscaler autoscaler) {
        return autoscaler.getMetadata().getName();
    }
}
