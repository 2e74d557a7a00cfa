package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Condition;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.CurrentAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DecisionStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DesiredOptimizedAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.LoadStatus;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whether a new status tells anything that the one before does not. Not news are: the time of the decision, measured values
 * within 1 % of those before, and the numbers in explaining sentences, which follow from these. That is measured against
 * what was written last, so that many small steps do not go unseen.
 */
final class StatusChange {
    private static final double NOISE = 0.01;
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final List<Function<CurrentAlloc, String>> MEASURED = List.of(
            CurrentAlloc::itlAverage,
            CurrentAlloc::ttftAverage,
            CurrentAlloc::waitAverage,
            load(LoadStatus::arrivalRate),
            load(LoadStatus::avgInputTokens),
            load(LoadStatus::avgOutputTokens),
            load(LoadStatus::avgLength));

    private StatusChange() {}

    static boolean isNews(VariantAutoscalingStatus before, VariantAutoscalingStatus after) {
        return !exact(before).equals(exact(after)) || !measuredAlike(before.currentAlloc(), after.currentAlloc());
    }

    /** Everything that must be equal to the letter. */
    private static VariantAutoscalingStatus exact(VariantAutoscalingStatus status) {
        return new VariantAutoscalingStatus(
                declared(status.currentAlloc()),
                undated(status.desiredOptimizedAlloc()),
                withoutNumbers(status.decision()),
                status.suggestedWeight(),
                status.profile(),
                status.actuation(),
                status.conditions() == null
                        ? List.of()
                        : status.conditions().stream()
                                .map(StatusChange::withoutNumbers)
                                .toList());
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

    private static DecisionStatus withoutNumbers(DecisionStatus decision) {
        return decision == null
                ? null
                : new DecisionStatus(
                        withoutNumbers(decision.reason()),
                        decision.bindingConstraint(),
                        withoutNumbers(decision.runnerUp()),
                        withoutNumbers(decision.changesAt()),
                        withoutNumbers(decision.advice()));
    }

    /** Only the message about the optimization repeats the planner's sentence; the others count pods and replicas. */
    private static Condition withoutNumbers(Condition condition) {
        return StatusConditions.OPTIMIZATION_READY.equals(condition.type())
                ? new Condition(
                        condition.type(),
                        condition.status(),
                        condition.observedGeneration(),
                        condition.lastTransitionTime(),
                        condition.reason(),
                        withoutNumbers(condition.message()))
                : condition;
    }

    private static String withoutNumbers(String sentence) {
        return sentence == null ? null : NUMBER.matcher(sentence).replaceAll("#");
    }

    private static boolean measuredAlike(CurrentAlloc before, CurrentAlloc after) {
        if (before == null || after == null) {
            return before == null && after == null;
        }
        return MEASURED.stream().allMatch(field -> alike(field.apply(before), field.apply(after)));
    }

    private static boolean alike(String before, String after) {
        if (Objects.equals(before, after)) {
            return true;
        }
        if (before == null || after == null) {
            return false;
        }
        try {
            double old = Double.parseDouble(before);
            return Math.abs(Double.parseDouble(after) - old) <= Math.abs(old) * NOISE;
        } catch (NumberFormatException foreign) {
            return false;
        }
    }

    private static Function<CurrentAlloc, String> load(Function<LoadStatus, String> field) {
        return current -> current.load() == null ? null : field.apply(current.load());
    }
}
