package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Condition;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ControllerStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.CurrentAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DesiredOptimizedAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.LoadStatus;
import ai.llmd.wva.explain.ConditionNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a new status tells anything that the one before does not. Not news are: the time of the decision, and when
 * a controller renewed its claim, measured values within 1 % of those before, small steps of what is learned, and what
 * follows from these in the facts of a decision. That is measured against what was written last, so that many small
 * steps do not go unseen.
 */
final class StatusChange {
    private static final double NOISE = 0.01;
    private static final List<Function<CurrentAlloc, String>> MEASURED = List.of(
            CurrentAlloc::itlAverage,
            CurrentAlloc::ttftAverage,
            CurrentAlloc::waitAverage,
            load(LoadStatus::arrivalRate),
            load(LoadStatus::avgInputTokens),
            load(LoadStatus::avgOutputTokens),
            load(LoadStatus::avgLength));

    private StatusChange() {}

    /**
     * Whether to write.
     *
     * @param factsBefore those that the status before was made from; empty where somebody else wrote that status, so
     *     that only its words are there to compare
     * @param facts those that the new status was made from
     */
    static boolean isNews(
            VariantAutoscalingStatus before,
            Optional<StatusFacts> factsBefore,
            VariantAutoscalingStatus after,
            StatusFacts facts) {
        boolean sameFacts = factsBefore.isPresent()
                ? factsBefore.get().equals(facts)
                : Objects.equals(before.decision(), after.decision());
        return !sameFacts
                || !exact(before).equals(exact(after))
                || !measuredAlike(before.currentAlloc(), after.currentAlloc())
                || !ProfileStatuses.alike(before.profile(), after.profile());
    }

    /** Everything but the decision and the profile that must be equal to the letter. */
    private static VariantAutoscalingStatus exact(VariantAutoscalingStatus status) {
        return new VariantAutoscalingStatus(
                declared(status.currentAlloc()),
                undated(status.desiredOptimizedAlloc()),
                null,
                status.suggestedWeight(),
                null,
                status.actuation(),
                status.conditions() == null
                        ? List.of()
                        : status.conditions().stream()
                                .map(StatusChange::withoutDecision)
                                .toList(),
                undated(status.controller()),
                undated(status.contender()));
    }

    private static ControllerStatus undated(ControllerStatus mark) {
        return mark == null ? null : new ControllerStatus(mark.namespace(), mark.lease(), mark.instance(), null);
    }

    private static CurrentAlloc declared(CurrentAlloc current) {
        return current == null
                ? null
                : new CurrentAlloc(
                        current.accelerator(),
                        current.numReplicas(),
                        current.readyReplicas(),
                        current.maxBatch(),
                        current.variantCost(),
                        null,
                        null,
                        null,
                        null);
    }

    private static DesiredOptimizedAlloc undated(DesiredOptimizedAlloc desired) {
        return desired == null ? null : new DesiredOptimizedAlloc(null, desired.accelerator(), desired.numReplicas());
    }

    /** The message about the optimization puts the decision into words; the others count pods and replicas. */
    private static Condition withoutDecision(Condition condition) {
        return ConditionNames.OPTIMIZATION_READY.equals(condition.type())
                ? new Condition(
                        condition.type(),
                        condition.status(),
                        condition.observedGeneration(),
                        condition.lastTransitionTime(),
                        condition.reason(),
                        null)
                : condition;
    }

    private static boolean measuredAlike(CurrentAlloc before, CurrentAlloc after) {
        if (before == null || after == null) {
            return before == null && after == null;
        }
        return MEASURED.stream().allMatch(field -> StatusText.near(field.apply(before), field.apply(after), NOISE, 0));
    }

    private static Function<CurrentAlloc, String> load(Function<LoadStatus, String> field) {
        return current -> current.load() == null ? null : field.apply(current.load());
    }
}
