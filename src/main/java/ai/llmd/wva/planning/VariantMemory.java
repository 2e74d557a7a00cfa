package ai.llmd.wva.planning;

import ai.llmd.wva.learning.ProfileEstimate;
import ai.llmd.wva.model.LastGoodDecision;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is remembered of one variant.
 *
 * @param uid of the resource it belongs to
 * @param lastGood the last decision from measured load
 * @param lastDesired the replicas of the last plan, held ones too
 * @param inputTokens last known mean prompt tokens
 * @param outputTokens last known mean generated tokens
 * @param recentLoads what arrived of late, where room for growth is left
 * @param startTimes how long its pods take to start
 * @param speed what is learned of how fast it is
 */
public record VariantMemory(
        String uid,
        Optional<LastGoodDecision> lastGood,
        OptionalInt lastDesired,
        OptionalDouble inputTokens,
        OptionalDouble outputTokens,
        RecentLoads recentLoads,
        StartTimes startTimes,
        Optional<ProfileEstimate> speed) {}
