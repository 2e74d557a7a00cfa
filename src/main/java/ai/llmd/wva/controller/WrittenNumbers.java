package ai.llmd.wva.controller;

import ai.llmd.wva.declaration.Timestamps;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.desired.WrittenNumber;
import java.util.Optional;
import java.util.function.Function;

/**
 * The number that the status of a resource shows, as the cache of the watch has it.
 *
 * @param resources the cache
 */
record WrittenNumbers(Function<VariantId, Optional<VariantAutoscaling>> resources)
        implements Function<VariantId, Optional<WrittenNumber>> {

    @Override
    public Optional<WrittenNumber> apply(VariantId id) {
        return resources.apply(id).flatMap(WrittenNumbers::read);
    }

    private static Optional<WrittenNumber> read(VariantAutoscaling resource) {
        var status = resource.getStatus();
        var desired = status == null ? null : status.desiredOptimizedAlloc();
        if (desired == null || desired.numReplicas() == null || desired.numReplicas() < 0) {
            return Optional.empty();
        }
        var actuation = status.actuation();
        return Optional.of(new WrittenNumber(
                resource.getMetadata().getUid(),
                desired.accelerator() == null ? "" : desired.accelerator(),
                desired.numReplicas(),
                Timestamps.read(desired.lastRunTime()),
                actuation != null && Boolean.TRUE.equals(actuation.applied())));
    }
}
