package ai.llmd.wva.planning;

import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.policy.OriginalPolicy;
import ai.llmd.wva.policy.Policy;

/** The policies by what settings call them. */
public final class ShippedPolicies {
    private ShippedPolicies() {}

    /**
     * The policy of that kind.
     *
     * @param rules of the policy {@code wva}; the others have none
     */
    public static Policy<?> of(PolicyKind kind, PlanningRules rules) {
        return switch (kind) {
            case WVA -> new Planner(rules);
            case ORIGINAL -> new OriginalPolicy();
        };
    }
}
