package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;

/**
 * An informer's store that keeps of each object only what we read, and of some kinds only some objects. A pod of some
 * 10 KB becomes one of some hundred bytes, which is what makes watching all pods of a cluster affordable.
 */
final class SlimStore<T extends HasMetadata> extends BasicItemStore<T> {
    private final Reading<T> reading;

    SlimStore(Reading<T> reading) {
        super(Cache::metaNamespaceKeyFunc);
        this.reading = reading;
    }

    @Override
    public T put(String key, T object) {
        return reading.kept().test(object) ? super.put(key, reading.slim().apply(object)) : remove(key);
    }
}
