package ai.llmd.wva.kubernetes;

import ai.llmd.wva.kubernetes.resource.VariantAutoscaling;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches everything that is declared in the cluster: variants, their targets with pods and autoscalers, and the
 * controller's ConfigMaps. Reading never asks the API server; {@link #snapshot()} sees the caches of the informers.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    /** Objects in one page of a first list: bounds what the answer of a large cluster takes. */
    private static final long PAGE = 500;

    private final KubernetesClient client;
    private final Options options;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Watched<VariantAutoscaling> variants;
    private final Watched<ConfigMap> configMaps;
    private final Targets targets;
    private final List<Watched<?>> all;

    /**
     * What to watch.
     *
     * @param controllerNamespace where the ConfigMaps are
     * @param watchNamespaces where variants are looked for; empty = everywhere
     * @param configMapNames of the ConfigMaps to read; they need not exist
     * @param resync how often the informers go through their caches again; zero = never
     */
    public record Options(
            String controllerNamespace, List<String> watchNamespaces, Set<String> configMapNames, Duration resync) {
        public Options {
            watchNamespaces = List.copyOf(watchNamespaces);
            configMapNames = Set.copyOf(configMapNames);
            if (resync.isNegative()) {
                throw new IllegalArgumentException("resync must not be negative, was " + resync);
            }
        }
    }

    /** Makes the informers; nothing is asked of the API server before {@link #start()}. */
    public ClusterWatch(KubernetesClient client, Options options) {
        this.client = client;
        this.options = options;
        variants = watch(Reading.VARIANTS, one -> true);
        var deployments = watch(Reading.DEPLOYMENTS, one -> concernsVariant(Reading.DEPLOYMENTS, one));
        var statefulSets = watch(Reading.STATEFUL_SETS, one -> concernsVariant(Reading.STATEFUL_SETS, one));
        var pods = watch(Reading.PODS, one -> concernsVariant(Reading.PODS, one));
        var autoscalers = watch(Reading.AUTOSCALERS, one -> concernsVariant(Reading.AUTOSCALERS, one));
        configMaps = watchConfigMaps();
        targets = new Targets(deployments, statefulSets, pods, autoscalers);
        all = List.of(variants, deployments, statefulSets, pods, autoscalers, configMaps);
    }

    /**
     * Starts watching. Completes when every cache is filled; while the API server is down or refuses, it tries again for
     * ever and says why in the log.
     */
    public CompletionStage<Void> start() {
        return CompletableFuture.allOf(all.stream()
                .map(watched -> watched.start().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Whether every cache was filled. */
    public boolean synced() {
        return all.stream().allMatch(Watched::synced);
    }

    /** Has a listener called after each change that matters, on a thread of the client: it must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Everything as the caches have it now. */
    public ClusterSnapshot snapshot() {
        SortedMap<VariantId, Variant> declared = new TreeMap<>();
        var resources = variants.all().toList();
        var claims = TargetClaims.of(resources);
        resources.forEach(resource -> {
            var target = targets.find(resource.getMetadata().getNamespace(), VariantConversion.targetOf(resource));
            declared.put(
                    VariantConversion.idOf(resource),
                    VariantConversion.toVariant(resource, target, claims.refusal(resource)));
        });
        SortedMap<String, SortedMap<String, String>> data = new TreeMap<>();
        configMaps
                .all()
                .forEach(one -> data.put(
                        one.getMetadata().getName(),
                        one.getData() == null ? new TreeMap<>() : new TreeMap<>(one.getData())));
        return new ClusterSnapshot(declared, data);
    }

    /** Stops watching; the client stays open. */
    @Override
    public void close() {
        all.forEach(Watched::close);
    }

    private <T extends HasMetadata> Watched<T> watch(Reading<T> reading, Predicate<T> concerns) {
        var resources = client.resources(reading.type());
        Stream<Informable<T>> scopes = options.watchNamespaces().isEmpty()
                ? Stream.of(resources.inAnyNamespace())
                : options.watchNamespaces().stream().distinct().map(resources::inNamespace);
        return new Watched<>(scopes.map(scope -> informer(scope.withLimit(PAGE), reading, concerns))
                .toList());
    }

    /** One informer for each name, so that the right to read these ConfigMaps is enough. */
    private Watched<ConfigMap> watchConfigMaps() {
        var scope = client.configMaps().inNamespace(options.controllerNamespace());
        return new Watched<>(options.configMapNames().stream()
                .sorted()
                .map(name -> informer(scope.withName(name), Reading.CONFIG_MAPS, one -> true))
                .toList());
    }

    private <T extends HasMetadata> SharedIndexInformer<T> informer(
            Informable<T> scope, Reading<T> reading, Predicate<T> concerns) {
        var failures = new WatchFailures(HasMetadata.getFullResourceName(reading.type()));
        return scope.runnableInformer(options.resync().toMillis())
                .itemStore(new SlimStore<>(reading.slim()))
                .removeNamespaceIndex()
                .addIndexers(Map.of(Targets.BY_TARGET, reading.targetKeys()))
                .exceptionHandler(failures::retry)
                .addEventHandler(new ChangeHandler<>(reading, concerns, this::changed));
    }

    private <T extends HasMetadata> boolean concernsVariant(Reading<T> reading, T object) {
        return reading.targetKeys().apply(object).stream()
                .anyMatch(key -> !variants.byIndex(Targets.BY_TARGET, key).isEmpty());
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
