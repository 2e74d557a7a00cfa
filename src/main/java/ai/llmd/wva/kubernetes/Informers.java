package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes the informers of a watch. They keep slim copies, tell of changes that matter, and never give up. */
record Informers(KubernetesClient client, SilentServer server, Runnable onChange) {
    /** To go through the cache again would tell of no change. */
    private static final long NO_RESYNC = 0;

    /** Objects in one page of a first list: bounds what the answer of a large cluster takes. */
    private static final long PAGE = 500;

    /** Of that client. */
    Informers(KubernetesClient client, Runnable onChange) {
        this(
                client,
                new SilentServer(ApiServerAddress.of(client.getConfiguration(), System.getenv()), System::nanoTime),
                onChange);
    }

    /**
     * Watches one kind.
     *
     * @param namespaces where; empty = everywhere
     * @param concerns whether a change of an object matters
     */
    <T extends HasMetadata> Watched<T> watch(List<String> namespaces, Reading<T> reading, Predicate<T> concerns) {
        return watch(namespaces, Map.of(), reading, concerns);
    }

    /** Watches those of one kind that have these labels. */
    <T extends HasMetadata> Watched<T> watch(
            List<String> namespaces, Map<String, String> labels, Reading<T> reading, Predicate<T> concerns) {
        return watch(
                client.resources(reading.type()),
                namespaces,
                labels,
                reading,
                concerns,
                failures(reading),
                failure -> {});
    }

    /**
     * Watches one kind without which the rest goes on.
     *
     * @param onFailure told of each attempt that failed
     */
    <T extends HasMetadata> Watched<T> watchIfAllowed(
            List<String> namespaces, Reading<T> reading, Predicate<T> concerns, Consumer<Throwable> onFailure) {
        return watch(
                client.resources(reading.type()),
                namespaces,
                Map.of(),
                reading,
                concerns,
                () -> WatchFailures.dispensable(plural(reading), server, System::nanoTime),
                onFailure);
    }

    /** Likewise one kind that this program has no class of. */
    Watched<GenericKubernetesResource> watchIfAllowed(
            List<String> namespaces,
            ResourceDefinitionContext kind,
            Reading<GenericKubernetesResource> reading,
            Predicate<GenericKubernetesResource> concerns,
            Consumer<Throwable> onFailure) {
        return watch(
                client.genericKubernetesResources(kind),
                namespaces,
                Map.of(),
                reading,
                concerns,
                () -> WatchFailures.dispensable(
                        HasMetadata.getFullResourceName(kind.getPlural(), kind.getGroup()), server, System::nanoTime),
                onFailure);
    }

    private static <T extends HasMetadata, L> Stream<Informable<T>> scopes(
            MixedOperation<T, L, Resource<T>> resources, List<String> namespaces, Map<String, String> labels) {
        return namespaces.isEmpty()
                ? Stream.of(resources.inAnyNamespace().withLabels(labels).withLimit(PAGE))
                : namespaces.stream()
                        .distinct()
                        .map(namespace -> resources
                                .inNamespace(namespace)
                                .withLabels(labels)
                                .withLimit(PAGE));
    }

    private <T extends HasMetadata, L> Watched<T> watch(
            MixedOperation<T, L, Resource<T>> resources,
            List<String> namespaces,
            Map<String, String> labels,
            Reading<T> reading,
            Predicate<T> concerns,
            Supplier<WatchFailures> failures,
            Consumer<Throwable> onFailure) {
        return new Watched<>(scopes(resources, namespaces, labels)
                .map(scope -> informer(scope, reading, concerns, failures.get(), onFailure))
                .toList());
    }

    /**
     * Watches every object of one kind that the cache keeps.
     *
     * @param onFailure told of each attempt that failed
     */
    <T extends HasMetadata> Watched<T> watchAll(Reading<T> reading, Consumer<Throwable> onFailure) {
        var scope = client.resources(reading.type()).inAnyNamespace().withLimit(PAGE);
        return new Watched<>(List.of(
                informer(scope, reading, reading.kept(), failures(reading).get(), onFailure)));
    }

    /** One informer for each name, so that the right to read these ConfigMaps is enough. */
    Watched<ConfigMap> configMaps(String namespace, Set<String> names) {
        var scope = client.configMaps().inNamespace(namespace);
        return new Watched<>(names.stream()
                .sorted()
                .map(name -> informer(
                        scope.withName(name),
                        Reading.CONFIG_MAPS,
                        one -> true,
                        failures(Reading.CONFIG_MAPS).get(),
                        failure -> {}))
                .toList());
    }

    private Supplier<WatchFailures> failures(Reading<?> reading) {
        return () -> new WatchFailures(plural(reading), server, System::nanoTime);
    }

    private static String plural(Reading<?> reading) {
        return HasMetadata.getFullResourceName(reading.type());
    }

    private <T extends HasMetadata> Followed<T> informer(
            Informable<T> scope,
            Reading<T> reading,
            Predicate<T> concerns,
            WatchFailures failures,
            Consumer<Throwable> onFailure) {
        var informer = scope.runnableInformer(NO_RESYNC)
                .itemStore(new SlimStore<>(reading))
                .removeNamespaceIndex()
                .addIndexers(Map.of(ScaleTargets.BY_TARGET, reading.targetKeys()))
                .exceptionHandler((started, failure) -> {
                    onFailure.accept(failure);
                    return failures.retry(started, failure);
                })
                .addEventHandler(new ChangeHandler<>(reading, concerns, onChange));
        return new Followed<>(informer, failures);
    }
}
