package ai.llmd.wva.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A decision for each variant of an observation, and how good they are together.
 *
 * @param decisions by whatever policy; those on variants that only want advice become {@link Decision#advisory}
 */
public record Plan(Observation observation, SortedMap<VariantId, Decision> decisions, PlanSummary summary) {
    public Plan {
        if (!decisions.keySet().equals(observation.fleet().variants().keySet())) {
            throw new IllegalArgumentException("a plan has one decision for each variant of its observation");
        }
        decisions = Collections.unmodifiableSortedMap(toldOnly(observation.fleet(), decisions));
    }

    private static SortedMap<VariantId, Decision> toldOnly(Fleet fleet, SortedMap<VariantId, Decision> decisions) {
        var marked = new TreeMap<>(decisions);
        for (var variant : fleet.variants().values()) {
            if (fleet.isAdvisory(variant)) {
                marked.computeIfPresent(variant.id(), (id, decision) -> decision.onlyTold());
            }
        }
        return marked;
    }

    public long cycle() {
        return observation.cycle();
    }
}
