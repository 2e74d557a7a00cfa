package ai.llmd.wva.policy;

import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.WorkLimit;

/** A policy with a fault: it throws in every cycle. */
public record FailingPolicy(String message) implements Policy<String> {
    @Override
    public String initialMemory() {
        return "";
    }

    @Override
    public PlanStep<String> plan(Observation observation, String memory, WorkLimit limit) {
        throw new IllegalStateException(message);
    }
}
