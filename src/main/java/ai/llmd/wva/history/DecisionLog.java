package ai.llmd.wva.history;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/** The last decisions that changed something, within a budget of memory. Used by one thread at a time. */
public final class DecisionLog {
    /** Of a change without its words, about. */
    private static final int BYTES_EACH = 200;

    private final long bytes;
    private final Deque<ScalingChange> changes = new ArrayDeque<>();
    private final Map<VariantId, Known> known = new HashMap<>();
    private long inUse;
    private long lastId;

    private record Known(String uid, Outcome outcome, OptionalInt desired, Optional<Instant> changed) {}

    /** @param bytes for all that is kept; the oldest go first */
    public DecisionLog(long bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes in a plan.
     *
     * @param words says why a decision is as it is
     * @return what it changed
     */
    public List<ScalingChange> accept(Plan plan, Function<Decision, String> words) {
        var fresh = new ArrayList<ScalingChange>();
        var at = plan.observation().at();
        for (var decision : plan.decisions().values()) {
            var variant = plan.observation().fleet().variants().get(decision.id());
            var before = before(variant);
            boolean moved = !before.desired().equals(decision.desiredReplicas());
            if (moved || before.outcome() != decision.outcome()) {
                fresh.add(new ScalingChange(
                        nextId(at),
                        at,
                        plan.cycle(),
                        decision.id(),
                        decision.outcome(),
                        before.desired(),
                        decision.desiredReplicas(),
                        words.apply(decision)));
            }
            known.put(
                    decision.id(),
                    new Known(
                            variant.uid(),
                            decision.outcome(),
                            decision.desiredReplicas(),
                            moved ? Optional.of(at) : before.changed()));
        }
        known.keySet().retainAll(plan.decisions().keySet());
        fresh.forEach(this::keep);
        return List.copyOf(fresh);
    }

    /** Of a variant that was not seen before, what its status shows; a good decision that repeats it is no news. */
    private Known before(Variant variant) {
        var seen = known.get(variant.id());
        return seen != null && seen.uid().equals(variant.uid())
                ? seen
                : new Known(
                        variant.uid(),
                        Outcome.OPTIMIZED,
                        variant.lastGood()
                                .map(LastGoodDecision::replicas)
                                .map(OptionalInt::of)
                                .orElse(OptionalInt.empty()),
                        Optional.empty());
    }

    private long nextId(Instant at) {
        lastId = Math.max(lastId + 1, at.toEpochMilli());
        return lastId;
    }

    private void keep(ScalingChange change) {
        changes.addLast(change);
        inUse += size(change);
        while (inUse > bytes && changes.size() > 1) {
            inUse -= size(changes.removeFirst());
        }
    }

    private static long size(ScalingChange change) {
        return BYTES_EACH + (long) Character.BYTES * change.reason().length();
    }

    /**
     * Changes after one, oldest first.
     *
     * @param limit how many at most
     */
    public List<ScalingChange> since(long id, Predicate<VariantId> meant, int limit) {
        return changes.stream()
                .filter(change -> change.id() > id && meant.test(change.variant()))
                .limit(limit)
                .toList();
    }

    /** The last changes of a variant, newest first. */
    public List<ScalingChange> newest(VariantId id, int limit) {
        return newest(id::equals, limit);
    }

    /** The last changes of some variants, newest first. */
    public List<ScalingChange> newest(Predicate<VariantId> meant, int limit) {
        var newest = new ArrayList<ScalingChange>();
        var backwards = changes.descendingIterator();
        while (backwards.hasNext() && newest.size() < limit) {
            var change = backwards.next();
            if (meant.test(change.variant())) {
                newest.add(change);
            }
        }
        return newest;
    }

    /** When the desired replicas of a variant last changed, where that was seen. */
    public Optional<Instant> changed(VariantId id) {
        return Optional.ofNullable(known.get(id)).flatMap(Known::changed);
    }
}
