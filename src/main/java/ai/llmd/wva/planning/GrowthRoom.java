package ai.llmd.wva.planning;

import ai.llmd.wva.model.Rationale.Headroom;
import java.time.Duration;
import java.util.Optional;

/**
 * Room for what comes while a pod starts: a replica is sized so tightly by the law continuous that without it every
 * rise would queue. Planned for is the most that arrived in the last ten minutes, and two fifths more. Both were
 * chosen on generated loads, none of which a report uses: docs/planning.md, Room for growth.
 */
final class GrowthRoom {
    /** How long a load is remembered: replicas are given up only when it has stayed lower. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final double SHARE = 0.4;

    private GrowthRoom() {}

    /** The room above a load that was measured last; none where that is nothing. */
    static Optional<Headroom> above(RecentLoads recent, double measuredPerSecond) {
        return measuredPerSecond > 0
                ? Optional.of(new Headroom(
                        measuredPerSecond, Math.max(measuredPerSecond, recent.mostPerSecond()), SHARE, WINDOW))
                : Optional.empty();
    }
}
