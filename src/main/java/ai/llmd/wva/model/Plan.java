package ai.llmd.wva.model;

import java.util.SortedMap;

/** A decision for each variant of an observation, and how good they are together. */
public record Plan(Observation observation, SortedMap<VariantId, Decision> decisions, PlanSummary summary) {
    public Plan {
        decisions = Checks.sorted(decisions);
        if (!decisions.keySet().equals(observation.fleet().variants().keySet())) {
            throw new IllegalArgumentException("a plan has one decision for each variant of its observation");
        }
    }

    public long cycle() {
        return observation.cycle();
    }
}
