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
        if (current > spec.maxReplicas()) {
            return set(spec.maxReplicas(), memory, seen, HpaWhy.without(HpaCause.ABOVE_MAX_REPLICAS));
        }
        if (current > 0 && current < spec.minReplicas()) {
            return set(spec.minReplicas(), memory, seen, HpaWhy.without(HpaCause.BELOW_MIN_REPLICAS));
        }
        return proposals
                .most(seen)
                .map(proposal -> follow(proposal, memory, seen))
                .orElseGet(() -> new HpaStep(current, memory, HpaWhy.without(HpaCause.METRICS_UNREAD)));
    }

    /** What it put to sleep it wakes; 0 replicas that somebody else set mean that it is switched off. */
    private boolean wakes(HpaMemory memory) {
        return flags.scaleToZero() && memory.scaledToZero();
    }

    private HpaStep follow(Proposals.Proposal proposal, HpaMemory memory, HpaSeen seen) {
        var current = seen.specReplicas();
        var proposed = Math.max(0, proposal.replicas());
        var normalized = normalization.of(memory, seen.nowMillis(), current, proposed);
        var why = new HpaWhy(
                normalized.cause(),
                Optional.of(proposal.metric()),
                OptionalInt.of(proposed),
                OptionalInt.of(normalized.stabilized()));
        var desired = current == 0 ? Math.max(spec.minReplicas(), normalized.desired()) : normalized.desired();
        return set(desired, normalized.memory(), seen, why);
    }

    private HpaStep set(int desired, HpaMemory memory, HpaSeen seen, HpaWhy why) {
        var current = seen.specReplicas();
        if (desired == current) {
            return new HpaStep(current, memory, why);
        }
        var after = spec.behavior()
                .map(behavior -> changed(behavior, memory, seen.nowMillis(), desired - current))
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
