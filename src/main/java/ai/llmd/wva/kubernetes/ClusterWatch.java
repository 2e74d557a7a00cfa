package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.ClusterSnapshot;
import ai.llmd.wva.declaration.DeclaredVariants;
import ai.llmd.wva.declaration.NodeDevices;
import ai.llmd.wva.declaration.TargetKinds;
import ai.llmd.wva.declaration.VariantConversion;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches everything that is declared in the cluster: variants, their targets with pods and autoscalers, and the
 * controller's ConfigMaps. Reading never asks the API server; {@link #snapshot()} sees the caches of the informers.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Watched<VariantAutoscaling> variants;
    private final Watched<ConfigMap> configMaps;
    private final ScaleTargets targets;
    private final List<Watched<?>> all;
    private final AutoscalerWatch autoscalers;
    private final CustomTargets custom;
    private final Optional<NodeWatch> nodes;
    private final Claims claims;
    private final OtherLeases leases;
    /** As they were read last. */
    private volatile SortedMap<VariantId, ControllerClaim> claimed = new TreeMap<>();

    /**
     * What to watch.
     *
     * @param controllerNamespace where the ConfigMaps are
     * @param watchNamespaces where variants are looked for; empty = everywhere
     * @param instance the value of {@link VariantAutoscaling#INSTANCE_LABEL} that variants must have; empty = any or
     *     none
     * @param configMapNames of the ConfigMaps to read; they need not exist
     * @param capacityFromNodes whether to count the accelerators in the nodes; needs the right to read nodes, and pods
     *     everywhere
     */
    public record Options(
            String controllerNamespace,
            List<String> watchNamespaces,
            Optional<String> instance,
            Set<String> configMapNames,
            boolean capacityFromNodes) {
        public Options {
            watchNamespaces = List.copyOf(watchNamespaces);
            configMapNames = Set.copyOf(configMapNames);
        }

        /** Without regard to nodes and to labels. */
        public Options(String controllerNamespace, List<String> watchNamespaces, Set<String> configMapNames) {
            this(controllerNamespace, watchNamespaces, Optional.empty(), configMapNames, false);
        }
    }

    /** One that knows of no other controller. */
    public ClusterWatch(KubernetesClient client, Options options) {
        this(client, options, Claims.none(), Clock.systemUTC());
    }

    /** Makes the informers; nothing is asked of the API server before {@link #start()}. */
    public ClusterWatch(KubernetesClient client, Options options, Claims claims, Clock clock) {
        this.claims = claims;
        this.leases = new OtherLeases(client, clock);
        var informers = new Informers(client, this::changed);
        var scope = options.watchNamespaces();
        variants = informers.watch(
                scope,
                options.instance()
                        .map(name -> Map.of(VariantAutoscaling.INSTANCE_LABEL, name))
                        .orElse(Map.of()),
                Reading.variants(claims),
                one -> true);
        var deployments = informers.watch(scope, Reading.DEPLOYMENTS, one -> concernsVariant(Reading.DEPLOYMENTS, one));
        var statefulSets =
                informers.watch(scope, Reading.STATEFUL_SETS, one -> concernsVariant(Reading.STATEFUL_SETS, one));
        var pods = watchPods(informers, options);
        autoscalers = new AutoscalerWatch(informers, scope, one -> concernsVariant(Reading.AUTOSCALERS, one));
        configMaps = informers.configMaps(options.controllerNamespace(), options.configMapNames());
        custom = new CustomTargets(
                informers, scope, one -> CustomTargets.targetKeys(one).stream().anyMatch(this::isTarget));
        targets = new ScaleTargets(deployments, statefulSets, pods, autoscalers, custom);
        all = List.of(variants, deployments, statefulSets, pods, configMaps);
        nodes = options.capacityFromNodes()
                ? Optional.of(new NodeWatch(informers, scope.isEmpty() ? Optional.of(pods) : Optional.empty()))
                : Optional.empty();
    }

    /**
     * Starts watching. Completes when every cache is filled; while the API server is down or refuses, it tries again
     * for ever and says why in the log. Nodes are not waited for longer than one attempt, nor autoscalers and
     * kinds of targets that are not Kubernetes' own once the API server refuses: these are unknown then.
     */
    public CompletionStage<Void> start() {
        var started = Stream.concat(
                all.stream()
                        .map(one -> one.equals(variants)
                                ? variants.start().thenCompose(read -> startCustom())
                                : one.start()),
                Stream.of(autoscalers.start()));
        return CompletableFuture.allOf(Stream.concat(started, nodes.map(NodeWatch::start).stream())
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Whether every cache was filled and is followed since, those of nodes and of autoscalers aside. One that the API
     * server has refused for half a minute is not: a right was taken away, for example, and another replica may still
     * have it.
     */
    public boolean synced() {
        return all.stream().allMatch(Watched::synced);
    }

    /** Has a listener called after each change that matters, on a thread of the client: it must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** A variant's resource as the cache has it now. */
    public Optional<VariantAutoscaling> variant(VariantId id) {
        return variants.get(id.namespace(), id.name());
    }

    /** Everything as the caches have it now. */
    public ClusterSnapshot snapshot() {
        var declared = DeclaredVariants.read(
                variants.all().toList(),
                (resource, target) -> targets.find(resource.getMetadata().getNamespace(), target));
        claimed = claimed();
        claimed.forEach((id, claim) -> declared.computeIfPresent(
                id, (same, variant) -> variant.withHandling(variant.handling().withClaim(claim))));
        SortedMap<String, SortedMap<String, String>> data = new TreeMap<>();
        configMaps
                .all()
                .forEach(one -> data.put(
                        one.getMetadata().getName(),
                        one.getData() == null ? new TreeMap<>() : new TreeMap<>(one.getData())));
        return new ClusterSnapshot(
                declared, data, nodes.map(watch -> watch.devices(declared)).orElse(NodeDevices.NOT_FOLLOWED));
    }

    /**
     * Looks at what changes without an object that changes: whether other controllers still take care of what they have
     * claimed. Blocks; called by one thread at a time.
     *
     * @return whether a snapshot would tell something else than the last
     */
    public boolean look() {
        var others = claims.withLease(variants.all());
        claims.gone(others.isEmpty() ? others : leases.gone(others));
        return !claimed().equals(claimed);
    }

    private SortedMap<VariantId, ControllerClaim> claimed() {
        var all = new TreeMap<VariantId, ControllerClaim>();
        variants.all()
                .forEach(resource ->
                        claims.of(resource).ifPresent(claim -> all.put(VariantConversion.idOf(resource), claim)));
        return all;
    }

    /** Stops watching; the client stays open. */
    @Override
    public void close() {
        all.forEach(Watched::close);
        autoscalers.close();
        custom.close();
        nodes.ifPresent(NodeWatch::close);
    }

    /** Where nodes count, so do other people's pods that hold accelerators. */
    private Watched<Pod> watchPods(Informers informers, Options options) {
        return options.capacityFromNodes() && options.watchNamespaces().isEmpty()
                ? informers.watch(
                        List.of(),
                        Reading.PODS_WITH_DEVICES,
                        one -> PodDevices.holds(one) || concernsVariant(Reading.PODS, one))
                : informers.watch(options.watchNamespaces(), Reading.PODS, one -> concernsVariant(Reading.PODS, one));
    }

    private <T extends HasMetadata> boolean concernsVariant(Reading<T> reading, T object) {
        return reading.targetKeys().apply(object).stream().anyMatch(this::isTarget);
    }

    private boolean isTarget(String key) {
        return !variants.byIndex(ScaleTargets.BY_TARGET, key).isEmpty();
    }

    private CompletionStage<Void> startCustom() {
        return custom.start(variants.all()
                .map(VariantConversion::targetOf)
                .filter(target -> TargetKinds.isCustom(target)
                        && TargetKinds.refusal(target).isEmpty()));
    }

    private void changed() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a listener of the cluster watch failed");
            }
        }
    }
}
