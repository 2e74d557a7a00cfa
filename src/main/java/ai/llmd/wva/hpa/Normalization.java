package ai.llmd.wva.hpa;

/** Takes a proposal through windows, policies and bounds. */
final class Normalization {
    /** Without a behavior: up to so many times the replicas at a step, or so many if that is more. */
    private static final int STEP_FACTOR = 2;

    private static final int STEP_MINIMUM = 4;

    private final HpaSpec spec;
    private final HpaFlags flags;

    Normalization(HpaSpec spec, HpaFlags flags) {
        this.spec = spec;
        this.flags = flags;
    }

    /** What is left of {@code proposed}, which is >= 0. */
    Normalized of(HpaMemory memory, long nowMillis, int current, int proposed) {
        return spec.behavior()
                .map(behavior -> byBehavior(behavior, memory, nowMillis, current, proposed))
                .orElseGet(() -> byOlderRule(memory, nowMillis, current, proposed));
    }

    private Normalized byBehavior(HpaBehavior behavior, HpaMemory memory, long nowMillis, int current, int proposed) {
        var upSeconds = behavior.up().stabilizationSeconds().orElseThrow();
        var downSeconds = behavior.down().stabilizationSeconds().orElse(flags.downscaleStabilizationSeconds());
        var stabilized = Stabilization.within(memory, nowMillis, current, proposed, upSeconds, downSeconds);
        var remembered =
                memory.recommended(nowMillis, proposed, Windows.before(nowMillis, Math.max(upSeconds, downSeconds)));
        var cause = cause(proposed, stabilized);
        if (stabilized > current) {
            var limit = RateLimit.up(behavior.up(), memory, nowMillis, current);
            var most = Math.min(limit, spec.maxReplicas());
            if (stabilized > most) {
                cause = limit < spec.maxReplicas() ? HpaCause.SCALE_UP_LIMIT : HpaCause.TOO_MANY_REPLICAS;
            }
            return new Normalized(Math.min(stabilized, most), stabilized, cause, remembered);
        }
        if (stabilized < current) {
            var limit = RateLimit.down(behavior.down(), memory, nowMillis, current);
            var fewest = Math.max(limit, spec.minReplicas());
            if (stabilized < fewest) {
                cause = limit > spec.minReplicas() ? HpaCause.SCALE_DOWN_LIMIT : HpaCause.TOO_FEW_REPLICAS;
            }
            return new Normalized(Math.max(stabilized, fewest), stabilized, cause, remembered);
        }
        return new Normalized(stabilized, stabilized, cause, remembered);
    }

    private Normalized byOlderRule(HpaMemory memory, long nowMillis, int current, int proposed) {
        var seconds = flags.downscaleStabilizationSeconds();
        var stabilized = Stabilization.highest(memory, nowMillis, proposed, seconds);
        var remembered = memory.recommended(nowMillis, proposed, Windows.before(nowMillis, seconds));
        var limit = (int) Math.min(Integer.MAX_VALUE, Math.max((long) STEP_FACTOR * current, STEP_MINIMUM));
        if (stabilized < spec.minReplicas()) {
            return new Normalized(spec.minReplicas(), stabilized, HpaCause.TOO_FEW_REPLICAS, remembered);
        }
        var most = Math.min(limit, spec.maxReplicas());
        if (stabilized > most) {
            var cause = limit < spec.maxReplicas() ? HpaCause.SCALE_UP_LIMIT : HpaCause.TOO_MANY_REPLICAS;
            return new Normalized(most, stabilized, cause, remembered);
        }
        return new Normalized(stabilized, stabilized, cause(proposed, stabilized), remembered);
    }

    private static HpaCause cause(int proposed, int stabilized) {
        return proposed == stabilized ? HpaCause.DESIRED_WITHIN_RANGE : HpaCause.STABILIZED;
    }

    /** Replicas to set, what the windows left of the proposal, what limited it, and what to remember. */
    record Normalized(int desired, int stabilized, HpaCause cause, HpaMemory memory) {}
}
