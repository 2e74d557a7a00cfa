package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The informers of one kind, one for each watched namespace or one for all, seen as one cache. */
final class Watched<T extends HasMetadata> implements AutoCloseable {
    private final List<Followed<T>> followed;
    private final List<SharedIndexInformer<T>> informers;

    Watched(List<Followed<T>> followed) {
        this.followed = List.copyOf(followed);
        this.informers = followed.stream().map(Followed::informer).toList();
    }

    /** Completes when every informer has listed its objects. */
    CompletionStage<Void> start() {
        return CompletableFuture.allOf(informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Whether every cache was filled, and is followed since. */
    boolean synced() {
        return followed.stream().allMatch(Followed::synced);
    }

    /** Whether every cache was filled once. */
    boolean filled() {
        return informers.stream().allMatch(SharedIndexInformer::hasSynced);
    }

    Optional<T> get(String namespace, String name) {
        var key = Cache.namespaceKeyFunc(namespace, name);
        return informers.stream()
                .map(informer -> informer.getStore().getByKey(key))
                .filter(Objects::nonNull)
                .findFirst();
    }

    List<T> byIndex(String index, String key) {
        return informers.stream()
                .flatMap(informer -> informer.getIndexer().byIndex(index, key).stream())
                .toList();
    }

    Stream<T> all() {
        return informers.stream().flatMap(informer -> informer.getStore().list().stream());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}
