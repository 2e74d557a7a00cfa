package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Predicate;

/**
 * Passes on the events of one kind that change something for a variant.
 *
 * @param concerns whether an object has to do with any variant
 */
record ChangeHandler<T extends HasMetadata>(Reading<T> reading, Predicate<T> concerns, Runnable onChange)
        implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
        if (concerns.test(object)) {
            onChange.run();
        }
    }

    @Override
    public void onUpdate(T before, T after) {
        if (reading.changed(before, after) && (concerns.test(after) || concerns.test(before))) {
            onChange.run();
        }
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        if (concerns.test(object)) {
            onChange.run();
        }
    }
}
