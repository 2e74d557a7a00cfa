package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The desired replicas that were last acted on, to tell a change from a repetition. At first those of the resource's
 * status, else the replicas that the target has. Different variants may be asked for on different threads.
 */
final class DesiredReplicas {
    private final Map<VariantId, Desired> last = new ConcurrentHashMap<>();

    /** What was last desired of the resource with that uid; another of the same name starts anew. */
    private record Desired(String uid, int replicas) {}

    /** The replicas before, where the decision changes them. */
    OptionalInt changedFrom(Variant variant, Decision decision) {
        if (decision.desiredReplicas().isEmpty()) {
            return OptionalInt.empty();
        }
        int before = before(variant, decision);
        return before == decision.desiredReplicas().getAsInt() ? OptionalInt.empty() : OptionalInt.of(before);
    }

    private int before(Variant variant, Decision decision) {
        var desired = last.get(variant.id());
        if (desired != null && desired.uid().equals(variant.uid())) {
            return desired.replicas();
        }
        return variant.lastGood().map(LastGoodDecision::replicas).orElse(decision.currentReplicas());
    }

    void remember(Variant variant, Decision decision) {
        decision.desiredReplicas().ifPresent(desired -> last.put(variant.id(), new Desired(variant.uid(), desired)));
    }

    void keepOnly(Set<VariantId> variants) {
        last.keySet().retainAll(variants);
    }
}
