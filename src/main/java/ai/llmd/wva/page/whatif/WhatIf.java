package ai.llmd.wva.page.whatif;

import ai.llmd.wva.journal.PlannedCycle;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.page.view.WhatIfView;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What would have been planned last, had something been different: the same policy, from what it remembered then, so
 * that without a change it is the same plan. Nothing of it is remembered.
 */
public final class WhatIf {
    private WhatIf() {}

    /** The first variant that a plan knows nothing of. */
    public static Optional<VariantId> unknown(PlannedCycle last, List<PlanChange> changes) {
        var known = last.plan().decisions().keySet();
        return changes.stream()
                .map(PlanChange::id)
                .filter(id -> !known.contains(id))
                .min(Comparator.naturalOrder());
    }

    /**
     * Plans, for as long as it may take.
     *
     * @param changes of variants that are known
     * @throws ImpossibleChangeException why something cannot be different
     */
    public static WhatIfView plan(Policy<?> policy, PlannedCycle last, List<PlanChange> changes, WorkLimit limit)
            throws ImpossibleChangeException {
        var inputs = ChangedInputs.of(last.plan().observation(), changes);
        var after = resume(policy, last.memory()).plan(inputs, limit).plan();
        var named = new TreeSet<VariantId>();
        changes.forEach(change -> named.add(change.id()));
        return new WhatIfView(
                last.plan().cycle(),
                last.plan().observation().at(),
                new WhatIfView.CostPair(
                        last.plan().summary().costCentsPerHour(),
                        after.summary().costCentsPerHour()),
                after.decisions().keySet().stream()
                        .filter(id -> named.contains(id) || moved(last.plan(), after, id))
                        .map(id -> WhatIfView.Changed.of(id, last.plan(), after))
                        .toList());
    }

    private static boolean moved(Plan before, Plan after, VariantId id) {
        return !before.decisions()
                .get(id)
                .desiredReplicas()
                .equals(after.decisions().get(id).desiredReplicas());
    }

    @SuppressWarnings("unchecked") // what a cycle remembers is of the policy that planned it
    private static <M> PolicyRun<M> resume(Policy<M> policy, Object memory) {
        return new PolicyRun<>(policy, (M) memory);
    }
}
