package ai.llmd.wva.simulation.workload;

import ai.llmd.wva.engine.ClientHabits;
import java.util.Optional;

/**
 * A model and what is asked of it.
 *
 * @param ttftMillis target for the time to first token of each request
 * @param itlMillis target for the mean time between the tokens of each request
 * @param priority of its service class, 1 (first) to 100
 * @param maxSequenceTokens prompt and answer together are never longer (vLLM's {@code max-model-len}); what is drawn
 *     at random is cut to it
 */
public record ModelLoad(
        String name,
        double ttftMillis,
        double itlMillis,
        int priority,
        int maxSequenceTokens,
        OfferedLoad load,
        Optional<SharedPrefix> prefix,
        ClientHabits clients) {

    public ModelLoad {
        Refuse.ifBlank(name, "the name of a model");
        Refuse.unlessPositive(ttftMillis, "ttftMillis");
        Refuse.unlessPositive(itlMillis, "itlMillis");
        Refuse.unless(priority >= 1 && priority <= 100, "priority must be from 1 to 100", priority);
        Refuse.unless(maxSequenceTokens >= 2, "maxSequenceTokens must be 2 or more", maxSequenceTokens);
    }
}
