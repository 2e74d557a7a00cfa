package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.TargetSight;

/** What decides on one target, without regard to others. Has state; lives for one run. */
@FunctionalInterface
interface TargetRule {
    void look(TargetSight sight, double nowMillis, Orders orders);
}
