package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Problem;
import java.util.List;

/**
 * The facts that the sentences of a status are made from.
 *
 * @param decision without what changes with every measurement
 * @param problems of the variant
 */
record StatusFacts(Decision decision, List<Problem> problems) {
    static StatusFacts of(StatusInputs inputs) {
        return new StatusFacts(
                inputs.decision().withoutMeasurements(), inputs.variant().problems());
    }
}
