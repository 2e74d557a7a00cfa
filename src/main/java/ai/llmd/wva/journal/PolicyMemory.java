package ai.llmd.wva.journal;

import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import tools.jackson.databind.JsonNode;

/** Takes a policy up where a journal says that it was. */
final class PolicyMemory {
    private PolicyMemory() {}

    static <M> PolicyRun<M> resume(Policy<M> policy, JsonNode memory) {
        @SuppressWarnings("unchecked") // what it remembers at first is of the type of all that it remembers
        var type = (Class<M>) policy.initialMemory().getClass();
        return new PolicyRun<>(policy, RecordJson.value(memory, type));
    }
}
