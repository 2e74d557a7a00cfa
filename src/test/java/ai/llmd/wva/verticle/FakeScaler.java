package ai.llmd.wva.verticle;

import ai.llmd.wva.kubernetes.TargetScaler;
import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

/** Targets that are only numbers; one may answer with a failure. */
final class FakeScaler implements TargetScaler {
    final Map<VariantId, Integer> replicas = new ConcurrentHashMap<>();
    final Map<VariantId, ScaleWrite.Failed> failing = new ConcurrentHashMap<>();
    final List<String> writes = new CopyOnWriteArrayList<>();
    private final int first;
    volatile Runnable beforeWriting = () -> {};

    /** All targets are asked for that many at first. */
    FakeScaler(int first) {
        this.first = first;
    }

    @Override
    public ScaleWrite scale(Variant variant, IntUnaryOperator next) {
        var failure = failing.get(variant.id());
        if (failure != null) {
            return failure;
        }
        int before = replicas.getOrDefault(variant.id(), first);
        beforeWriting.run();
        int asked = next.applyAsInt(before);
        if (asked != before) {
            writes.add(variant.id().name() + " " + before + " -> " + asked);
            replicas.put(variant.id(), asked);
        }
        return new ScaleWrite.Done(before, asked);
    }
}
