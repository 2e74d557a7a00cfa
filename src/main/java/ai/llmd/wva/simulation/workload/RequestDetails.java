package ai.llmd.wva.simulation.workload;

import ai.llmd.wva.engine.Patience;
import java.util.random.RandomGenerator;

/** What requests of a model are beside their time and length: each detail from random numbers of its own. */
final class RequestDetails {
    private final ModelLoad model;
    private final int index;
    private final RandomGenerator prefixes;
    private final RandomGenerator patience;

    RequestDetails(ModelLoad model, int index, long seed) {
        this.model = model;
        this.index = index;
        this.prefixes = Substreams.of(seed, "prefixes", index);
        this.patience = Substreams.of(seed, "patience", index);
    }

    /** A request of that many tokens, cut to the longest sequence: the prompt keeps room for an answer of one token. */
    OfferedRequest request(double atMillis, int inputTokens, int outputTokens) {
        int input = Math.min(inputTokens, model.maxSequenceTokens() - 1);
        int output = Math.min(outputTokens, model.maxSequenceTokens() - input);
        int group = model.prefix()
                .map(prefix -> Draws.whole(0, prefix.groups() - 1, prefixes))
                .orElse(OfferedRequest.NO_PREFIX);
        int shared =
                model.prefix().map(prefix -> Math.min(prefix.tokens(), input)).orElse(0);
        return new OfferedRequest(atMillis, index, input, output, group, shared, patienceMillis());
    }

    private double patienceMillis() {
        var habit = model.clients().patience();
        return habit.spread() == Patience.Spread.CONSTANT || !habit.ends()
                ? habit.meanMillis()
                : habit.meanMillis() * Draws.exponential(patience);
    }
}
