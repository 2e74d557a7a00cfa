package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.Optional;
import java.util.OptionalInt;

/** A HorizontalPodAutoscaler as its controller reconciles it: each step is one look at the scale target. */
public final class Hpa {
    private final HpaSpec spec;
    private final HpaFlags flags;
    private final Proposals proposals;
    private final Normalization normalization;

    public Hpa(HpaSpec spec, HpaFlags flags) {
        this.spec = Checks.present(spec, "the autoscaler's spec");
        this.flags = Checks.present(flags, "the controller's flags");
        this.proposals = new Proposals(spec, flags);
        this.normalization = new Normalization(spec, flags);
    }

    /**
     * The replicas to set now. The caller sets them, as the memory that comes with them takes for granted.
     *
     * @throws IllegalArgumentException where there is not one reading for each metric
     */
    public HpaStep step(HpaMemory before, HpaSeen seen) {
        if (seen.readings().size() != spec.metrics().size()) {
            throw new IllegalArgumentException("there are " + seen.readings().size() + " readings of "
                    + spec.metrics().size() + " metrics");
        }
        var current = seen.specReplicas();
        var memory = before.begun(seen.nowMillis(), current);
        if (current == 0 && !wakes(memory)) {
            return new HpaStep(0, memory, HpaWhy.without(HpaCause.SCALING_DISABLED));
        }
        var bounded = intoBounds(memory, seen.nowMillis(), current);
        if (bounded.isPresent()) {
            return bounded.get();
        }
        return proposals
                .most(seen)
                .map(proposal -> follow(
                        Math.max(0, proposal.replicas()),
                        Optional.of(proposal.metric()),
                        memory,
                        seen.nowMillis(),
                        current))
                .orElseGet(() -> new HpaStep(current, memory, HpaWhy.without(HpaCause.METRICS_UNREAD)));
    }

    /**
     * As {@link #step} for a number of replicas that is decided, so that no tolerance has to be made for a measurement;
     * from 0 it wakes whatever somebody put to sleep.
     */
    public HpaStep towards(HpaMemory before, long nowMillis, int specReplicas, int decided) {
        Checks.atLeast(0, specReplicas, "replicas of the spec");
        Checks.atLeast(0, decided, "decided replicas");
        var memory = before.begun(nowMillis, specReplicas);
        return intoBounds(memory, nowMillis, specReplicas)
                .orElseGet(() -> follow(decided, Optional.empty(), memory, nowMillis, specReplicas));
    }

    /** Back into the bounds first, whatever is proposed; 0 replicas are below none. */
    private Optional<HpaStep> intoBounds(HpaMemory memory, long nowMillis, int current) {
        if (current > spec.maxReplicas()) {
            return Optional.of(
                    set(spec.maxReplicas(), memory, nowMillis, current, HpaWhy.without(HpaCause.ABOVE_MAX_REPLICAS)));
        }
        return current > 0 && current < spec.minReplicas()
                ? Optional.of(set(
                        spec.minReplicas(), memory, nowMillis, current, HpaWhy.without(HpaCause.BELOW_MIN_REPLICAS)))
                : Optional.empty();
    }

    /** What it put to sleep it wakes; 0 replicas that somebody else set mean that it is switched off. */
    private boolean wakes(HpaMemory memory) {
        return flags.scaleToZero() && memory.scaledToZero();
    }

    private HpaStep follow(int proposed, Optional<String> metric, HpaMemory memory, long nowMillis, int current) {
        var normalized = normalization.of(memory, nowMillis, current, proposed);
        var why = new HpaWhy(
                normalized.cause(), metric, OptionalInt.of(proposed), OptionalInt.of(normalized.stabilized()));
        var desired = current == 0 ? Math.max(spec.minReplicas(), normalized.desired()) : normalized.desired();
        return set(desired, normalized.memory(), nowMillis, current, why);
    }

    private HpaStep set(int desired, HpaMemory memory, long nowMillis, int current, HpaWhy why) {
        if (desired == current) {
            return new HpaStep(current, memory, why);
        }
        var after = spec.behavior()
                .map(behavior -> changed(behavior, memory, nowMillis, desired - current))
                .orElse(memory)
                .withScaledToZero(flags.scaleToZero() && desired == 0);
        return new HpaStep(desired, after, why);
    }

    private static HpaMemory changed(HpaBehavior behavior, HpaMemory memory, long nowMillis, int change) {
        var rules = change > 0 ? behavior.up() : behavior.down();
        return memory.changed(nowMillis, change, Windows.before(nowMillis, longest(rules)));
    }

    private static int longest(ScalingRules rules) {
        var longest = 0;
        for (var policy : rules.policies()) {
            longest = Math.max(longest, policy.periodSeconds());
        }
        return longest;
    }
}
