package ai.llmd.wva.simulation.workload;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.model.ServiceTarget;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A model and what is asked of it.
 *
 * @param ttftMillis target for the time to first token of each request
 * @param itlMillis target for the mean time between the tokens of each request
 * @param percentile the share of requests, in percent, that its service class promises each of these targets, 50..99;
 *     empty = they are promised in the mean
 * @param priority of its service class, 1 (first) to 100
 * @param maxSequenceTokens prompt and answer together are never longer (vLLM's {@code max-model-len}); what is drawn
 *     at random is cut to it
 */
public record ModelLoad(
        String name,
        double ttftMillis,
        double itlMillis,
        OptionalDouble percentile,
        int priority,
        int maxSequenceTokens,
        OfferedLoad load,
        Optional<SharedPrefix> prefix,
        ClientHabits clients) {

    public ModelLoad {
        Refuse.ifBlank(name, "the name of a model");
        Refuse.unlessPositive(ttftMillis, "ttftMillis");
        Refuse.unlessPositive(itlMillis, "itlMillis");
        percentile.ifPresent(share -> Refuse.unless(
                share >= ServiceTarget.LEAST_PERCENTILE && share <= ServiceTarget.LARGEST_PERCENTILE,
                "percentile must be from 50 to 99",
                share));
        Refuse.unless(priority >= 1 && priority <= 100, "priority must be from 1 to 100", priority);
        Refuse.unless(maxSequenceTokens >= 2, "maxSequenceTokens must be 2 or more", maxSequenceTokens);
    }

    /** With targets in the mean. */
    public ModelLoad(
            String name,
            double ttftMillis,
            double itlMillis,
            int priority,
            int maxSequenceTokens,
            OfferedLoad load,
            Optional<SharedPrefix> prefix,
            ClientHabits clients) {
        this(name, ttftMillis, itlMillis, OptionalDouble.empty(), priority, maxSequenceTokens, load, prefix, clients);
    }

    /** The same, with targets promised to so many of a hundred requests. */
    public ModelLoad promising(OptionalDouble share) {
        return new ModelLoad(name, ttftMillis, itlMillis, share, priority, maxSequenceTokens, load, prefix, clients);
    }
}
