package ai.llmd.wva.hpa;

/** How far the policies of a direction let the replicas go now. */
final class RateLimit {
    private static final double PERCENT = 100;

    private RateLimit() {}

    /** The most replicas allowed; never fewer than there are. */
    static int up(ScalingRules rules, HpaMemory memory, long nowMillis, int current) {
        if (rules.select() == PolicySelect.DISABLED) {
            return current;
        }
        var smallest = rules.select() == PolicySelect.MIN;
        var limit = smallest ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        for (var policy : rules.policies()) {
            var start = atStart(policy, memory, nowMillis, current);
            var allowed = policy.kind() == ScalingPolicy.Kind.PODS
                    ? narrowed(start + policy.value())
                    : Proposals.ceil(start * (1 + policy.value() / PERCENT));
            limit = smallest ? Math.min(limit, allowed) : Math.max(limit, allowed);
        }
        return Math.max(limit, current);
    }

    /** The fewest replicas allowed; never more than there are. */
    static int down(ScalingRules rules, HpaMemory memory, long nowMillis, int current) {
        if (rules.select() == PolicySelect.DISABLED) {
            return current;
        }
        var smallest = rules.select() == PolicySelect.MIN;
        var limit = smallest ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        for (var policy : rules.policies()) {
            var start = atStart(policy, memory, nowMillis, current);
            var allowed = policy.kind() == ScalingPolicy.Kind.PODS
                    ? narrowed(start - policy.value())
                    : (int) (start * (1 - policy.value() / PERCENT));
            limit = smallest ? Math.max(limit, allowed) : Math.min(limit, allowed);
        }
        return Math.min(limit, current);
    }

    /** The replicas when the policy's period began, as far as this autoscaler changed them. */
    private static long atStart(ScalingPolicy policy, HpaMemory memory, long nowMillis, int current) {
        return (long) current - memory.changeAfter(Windows.before(nowMillis, policy.periodSeconds()));
    }

    private static int narrowed(long replicas) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, replicas));
    }
}
