package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.TargetKinds;
import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.TargetRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How objects of one kind are read.
 *
 * @param slim what the cache keeps of one
 * @param facts what of a slim one matters: an update that leaves them equal is none
 * @param targetKeys the keys of the targets that one has to do with, the same for a slim one
 * @param kept whether the cache keeps one at all
 */
record Reading<T extends HasMetadata>(
        Class<T> type,
        UnaryOperator<T> slim,
        Function<T, Object> facts,
        Function<T, List<String>> targetKeys,
        Predicate<T> kept) {

    /** Of which the cache keeps all. */
    Reading(Class<T> type, UnaryOperator<T> slim, Function<T, Object> facts, Function<T, List<String>> targetKeys) {
        this(type, slim, facts, targetKeys, one -> true);
    }

    /** Only the declaration counts, and which other controllers want it: the rest of a status is our own. */
    static Reading<VariantAutoscaling> variants(Claims claims) {
        return new Reading<>(
                VariantAutoscaling.class,
                Slim::variant,
                one -> Arrays.asList(
                        one.getMetadata().getUid(),
                        one.getMetadata().getGeneration(),
                        one.getMetadata().getLabels(),
                        one.getMetadata().getAnnotations(),
                        claims.others(one)),
                Reading::keys);
    }

    static final Reading<Deployment> DEPLOYMENTS = new Reading<>(
            Deployment.class,
            Slim::deployment,
            one -> List.of(one.getSpec(), one.getStatus()),
            one -> List.of(Ownership.key(
                    namespace(one), TargetRef.DEFAULT_KIND, one.getMetadata().getName())));

    static final Reading<StatefulSet> STATEFUL_SETS = new Reading<>(
            StatefulSet.class,
            Slim::statefulSet,
            one -> List.of(one.getSpec(), one.getStatus()),
            one -> List.of(Ownership.key(
                    namespace(one), Ownership.STATEFUL_SET, one.getMetadata().getName())));

    static final Reading<Pod> PODS = new Reading<>(
            Pod.class,
            Slim::pod,
            one -> Arrays.asList(
                    Ownership.keyOf(one),
                    PodReadiness.readySince(one),
                    PodReadiness.finished(one),
                    one.getMetadata().getLabels()),
            Ownership::keysOf);

    /** Pods with the accelerators that they hold. */
    static final Reading<Pod> PODS_WITH_DEVICES = new Reading<>(
            Pod.class,
            Slim::podWithDevices,
            one -> List.of(PODS.facts().apply(one), deviceFacts(one)),
            PODS.targetKeys());

    /** Of all pods only those that hold accelerators. */
    static final Reading<Pod> DEVICE_HOLDERS =
            new Reading<>(Pod.class, Slim::podWithDevices, Reading::deviceFacts, one -> List.of(), PodDevices::holds);

    /** A heartbeat is no change. */
    static final Reading<Node> NODES = new Reading<>(
            Node.class,
            Slim::node,
            one -> Arrays.asList(
                    one.getMetadata().getLabels(), one.getStatus().getAllocatable(), NodeFacts.takesPods(one)),
            one -> List.of(),
            NodeFacts::hasAccelerators);

    static final Reading<HorizontalPodAutoscaler> AUTOSCALERS = new Reading<>(
            HorizontalPodAutoscaler.class,
            SlimAutoscaler::of,
            one -> Arrays.asList(one.getSpec(), one.getMetadata().getOwnerReferences()),
            one -> List.of(AutoscalerFacts.targetKey(one)));

    static final Reading<ConfigMap> CONFIG_MAPS =
            new Reading<>(ConfigMap.class, Slim::configMap, ConfigMap::getData, one -> List.of());

    private static List<String> keys(VariantAutoscaling variant) {
        var target = VariantConversion.targetOf(variant);
        var own = Ownership.key(namespace(variant), target);
        var orphans = Ownership.orphans(namespace(variant));
        return TargetKinds.isCustom(target)
                ? Stream.of(
                                own,
                                CustomKinds.ownerKey(namespace(variant), target),
                                orphans,
                                Ownership.custom(namespace(variant)))
                        .distinct()
                        .toList()
                : List.of(own, orphans);
    }

    /** Whether anything that matters differs. */
    boolean changed(T before, T after) {
        return !Objects.equals(facts.apply(slim.apply(before)), facts.apply(slim.apply(after)));
    }

    private static List<Object> deviceFacts(Pod pod) {
        return List.of(
                PodDevices.requested(pod),
                PodDevices.node(pod),
                Optional.ofNullable(pod.getMetadata().getDeletionTimestamp()).isPresent());
    }

    private static String namespace(HasMetadata object) {
        return object.getMetadata().getNamespace();
    }
}
