package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.TargetKinds;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
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
    private final AutoscalerWatch autoscalers;
    private final CustomTargets custom;

    ScaleTargets(
            Watched<Deployment> deployments,
            Watched<StatefulSet> statefulSets,
            Watched<Pod> pods,
            AutoscalerWatch autoscalers,
            CustomTargets custom) {
        this.deployments = deployments;
        this.statefulSets = statefulSets;
        this.pods = pods;
        this.autoscalers = autoscalers;
        this.custom = custom;
    }

    TargetState find(String namespace, TargetRef target) {
        var refusal = TargetKinds.refusal(target);
        if (refusal.isPresent()) {
            return new TargetState.Missing(refusal.get());
        }
        if (TargetKinds.isCustom(target)) {
            var unread = custom.unread(target);
            return unread.isPresent()
                    ? new TargetState.Missing(unread.get())
                    : stateOf(namespace, target, custom.find(namespace, target));
        }
        return stateOf(
                namespace,
                target,
                target.kind().equals(TargetKinds.STATEFUL_SET)
                        ? statefulSets.get(namespace, target.name()).map(ScaleTargets::workload)
                        : deployments.get(namespace, target.name()).map(ScaleTargets::workload));
    }

    private TargetState stateOf(String namespace, TargetRef target, Optional<TargetFacts> found) {
        return found.<TargetState>map(workload -> state(namespace, target, workload))
                .orElseGet(() -> new TargetState.Missing(
                        target.kind() + " " + target.name() + " does not exist in namespace " + namespace));
    }

    private TargetState.Found state(String namespace, TargetRef target, TargetFacts workload) {
        var acting = autoscalers.on(namespace, target);
        return new TargetState.Found(
                workload.declaredReplicas(),
                workload.replicas(),
                workload.readyReplicas(),
                podsOf(namespace, target, workload.selector()),
                acting.autoscaler(),
                workload.template(),
                acting.unread());
    }

    private List<PodInfo> podsOf(String namespace, TargetRef target, LabelSelector selector) {
        var owner = CustomKinds.ownerKey(namespace, target);
        var owned = pods.byIndex(BY_TARGET, owner);
        var strangers = TargetKinds.isCustom(target)
                ? pods.byIndex(BY_TARGET, Ownership.custom(namespace)).stream()
                        .filter(pod -> !Ownership.keyOf(pod).equals(owner))
                : Stream.<Pod>of();
        var selected = Stream.concat(pods.byIndex(BY_TARGET, Ownership.orphans(namespace)).stream(), strangers)
                .filter(pod -> Selectors.matches(selector, pod.getMetadata().getLabels()));
        return Stream.concat(owned.stream(), selected)
                .filter(pod -> !PodReadiness.finished(pod))
                .map(PodReadiness::of)
                .sorted(Comparator.comparing(PodInfo::name))
                .toList();
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
}
