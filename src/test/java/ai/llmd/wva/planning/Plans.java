package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.util.Map;
import java.util.TreeMap;

/** A fleet planned once, from nothing remembered. */
final class Plans {
    private Plans() {}

    /** The decisions, where the variants measure what is given in the order of their names. */
    static Map<VariantId, Decision> decisions(PlanningRules rules, Fleet fleet, Measurement... inNameOrder) {
        var measurements = new TreeMap<VariantId, Measurement>();
        int next = 0;
        for (var variant : fleet.variants().keySet()) {
            measurements.put(variant, inNameOrder[next++]);
        }
        return new Planner(rules)
                .plan(new Observation(1, NOW, fleet, measurements), Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions();
    }
}
