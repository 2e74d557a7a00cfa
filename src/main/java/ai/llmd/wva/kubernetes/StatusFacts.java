package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ReplicaPrice;
import java.util.List;
import java.util.Optional;

/**
 * The facts that the sentences of a status are made from.
 *
 * @param decision without what changes with every measurement
 * @param problems of the variant
 * @param price of a replica
 */
record StatusFacts(Decision decision, List<Problem> problems, Optional<ReplicaPrice> price) {
    static StatusFacts of(StatusInputs inputs) {
        return new StatusFacts(
                inputs.decision().withoutMeasurements(),
                inputs.variant().problems(),
                inputs.fleet().price(inputs.variant(), inputs.decision().accelerator()));
    }
}
