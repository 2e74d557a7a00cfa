package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.TargetKinds;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up scale targets with their pods and autoscalers in the caches of the watch. */
final class ScaleTargets {
    /** Index of pods by {@link Ownership#keyOf} and of autoscalers and variants by the key of their target. */
    static final String BY_TARGET = "target";

    private final Watched<Deployment> deployments;
    private final Watched<StatefulSet> statefulSets;
    private final Watched<Pod> pods;
    private final Watched<HorizontalPodAutoscaler> autoscalers;

    ScaleTargets(
            Watched<Deployment> deployments,
            Watched<StatefulSet> statefulSets,
            Watched<Pod> pods,
            Watched<HorizontalPodAutoscaler> autoscalers) {
        this.deployments = deployments;
        this.statefulSets = statefulSets;
        this.pods = pods;
        this.autoscalers = autoscalers;
    }

    TargetState find(String namespace, TargetRef target) {
        var refusal = TargetKinds.refusal(target);
        if (refusal.isPresent()) {
            return new TargetState.Missing(refusal.get());
        }
        var found = target.kind().equals(TargetKinds.STATEFUL_SET)
                ? statefulSets.get(namespace, target.name()).map(ScaleTargets::workload)
                : deployments.get(namespace, target.name()).map(ScaleTargets::workload);
        return found.<TargetState>map(workload -> new TargetState.Found(
                        workload.declaredReplicas(),
                        workload.replicas(),
                        workload.readyReplicas(),
                        podsOf(namespace, target, workload.selector()),
                        autoscalerOf(namespace, target),
                        workload.template()))
                .orElseGet(() -> new TargetState.Missing(
                        target.kind() + " " + target.name() + " does not exist in namespace " + namespace));
    }

    static String targetKey(HorizontalPodAutoscaler autoscaler) {
        var reference =
                autoscaler.getSpec() == null ? null : autoscaler.getSpec().getScaleTargetRef();
        var namespace = autoscaler.getMetadata().getNamespace();
        return reference == null
                ? Ownership.orphans(namespace)
                : Ownership.key(namespace, reference.getKind(), reference.getName());
    }

    private List<PodInfo> podsOf(String namespace, TargetRef target, LabelSelector selector) {
        var owned = pods.byIndex(BY_TARGET, Ownership.key(namespace, target));
        var selected = pods.byIndex(BY_TARGET, Ownership.orphans(namespace)).stream()
                .filter(pod -> Selectors.matches(selector, pod.getMetadata().getLabels()));
        return Stream.concat(owned.stream(), selected)
                .filter(pod -> !PodReadiness.finished(pod))
                .map(PodReadiness::of)
                .sorted(Comparator.comparing(PodInfo::name))
                .toList();
    }

    private Optional<Autoscaler> autoscalerOf(String namespace, TargetRef target) {
        return autoscalers.byIndex(BY_TARGET, Ownership.key(namespace, target)).stream()
                .filter(one -> inAppsGroup(one.getSpec().getScaleTargetRef().getApiVersion()))
                .min(Comparator.comparing(one -> one.getMetadata().getName()))
                .map(one -> {
                    int minimum = one.getSpec().getMinReplicas() == null
                            ? 1
                            : one.getSpec().getMinReplicas();
                    int maximum = orZero(one.getSpec().getMaxReplicas());
                    return new Autoscaler(one.getMetadata().getName(), minimum, Math.max(minimum, maximum));
                });
    }

    /** Autoscalers reach their target by group and kind, whatever the version. */
    private static boolean inAppsGroup(String apiVersion) {
        return apiVersion != null && apiVersion.startsWith("apps/");
    }

    private static TargetFacts workload(Deployment deployment) {
        var status = deployment.getStatus();
        return new TargetFacts(
                declared(deployment.getSpec().getReplicas()),
                orZero(status.getReplicas()),
                orZero(status.getReadyReplicas()),
                deployment.getSpec().getSelector(),
                TargetPods.read(deployment.getSpec().getTemplate()));
    }

    private static TargetFacts workload(StatefulSet set) {
        var status = set.getStatus();
        return new TargetFacts(
                declared(set.getSpec().getReplicas()),
                orZero(status.getReplicas()),
                orZero(status.getReadyReplicas()),
                set.getSpec().getSelector(),
                TargetPods.read(set.getSpec().getTemplate()));
    }

    /** The API server writes its default, 1, into every workload. */
    private static int declared(Integer replicas) {
        return replicas == null ? 1 : replicas;
    }

    private static int orZero(Integer value) {
        return value == null ? 0 : value;
    }

    private record TargetFacts(
            int declaredReplicas, int replicas, int readyReplicas, LabelSelector selector, PodTemplate template) {}
}
