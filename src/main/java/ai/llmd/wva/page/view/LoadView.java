package ai.llmd.wva.page.view;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A load.
 *
 * @param plannedPerSecond the rate that was sized for
 * @param replicaPerSecond what one replica carries within the targets
 * @param waiting requests in queues
 */
public record LoadView(
        double arrivalPerSecond,
        OptionalDouble plannedPerSecond,
        OptionalDouble replicaPerSecond,
        OptionalDouble waiting,
        Instant measuredAt) {}
