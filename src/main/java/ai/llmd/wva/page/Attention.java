package ai.llmd.wva.page;

import ai.llmd.wva.explain.ConditionNames;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.page.view.ConditionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which condition of a variant most needs somebody to look at it. */
final class Attention {
    /** The first matters most: without it the others are of no use. */
    private static final List<String> BY_WEIGHT = List.of(
            ConditionNames.TARGET_RESOLVED,
            ConditionNames.OPTIMIZATION_READY,
            ConditionNames.METRICS_AVAILABLE,
            ConditionNames.DESIRED_REACHED);

    /** Replicas on their way are no fault until they take longer than a large model takes to load. */
    private static final Set<String> ON_THEIR_WAY = Set.of(ConditionNames.PROGRESSING, ConditionNames.PODS_PENDING);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Somebody wanted it so. */
    private static final Set<String> INTENDED = Set.of(ConditionNames.ADVISORY, ConditionNames.reason(Outcome.FROZEN));

    private Attention() {}

    static Optional<ConditionView> worst(List<ConditionView> conditions, Instant now) {
        return BY_WEIGHT.stream()
                .flatMap(type -> conditions.stream()
                        .filter(condition -> condition.type().equals(type) && needsIt(condition, now)))
                .findFirst();
    }

    private static boolean needsIt(ConditionView condition, Instant now) {
        if (condition.status().equals("True") || INTENDED.contains(condition.reason())) {
            return false;
        }
        return !ON_THEIR_WAY.contains(condition.reason())
                || condition
                        .since()
                        .map(since -> since.plus(PATIENCE).isBefore(now))
                        .orElse(false);
    }
}
