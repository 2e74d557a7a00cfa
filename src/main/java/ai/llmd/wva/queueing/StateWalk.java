package ai.llmd.wva.queueing;

/**
 * Goes once more over the states 0 .. N - 1 of a solved {@link BatchChain}, from the most likely one down or up, as far
 * as their weights count. A state is what an accepted arrival finds in the system; it then is in a batch of one more.
 */
final class StateWalk {
    private static final double NEGLIGIBLE = 1e-18;

    private final BatchChain chain;
    private final ServiceLaw law;
    private final int fullBatch;

    private int state;
    private double weight;

    StateWalk(BatchChain chain, ServiceLaw law, int batch) {
        this.chain = chain;
        this.law = law;
        this.fullBatch = batch - 1;
    }

    void toPeak() {
        state = chain.peak();
        weight = 1;
    }

    /** Moves to the next state; false where that is N or no longer counts. */
    boolean up() {
        if (state >= fullBatch || weight < NEGLIGIBLE) {
            return false;
        }
        state++;
        weight *= chain.rate() * (law.perRequestMillis() + law.fixedMillis() / state);
        return true;
    }

    /** Moves to the state before; false where there is none or it no longer counts. */
    boolean down() {
        if (state == 0 || weight < NEGLIGIBLE) {
            return false;
        }
        weight *= state / (chain.rate() * law.millisAt(state));
        state--;
        return true;
    }

    int state() {
        return state;
    }

    /** The weight of the state, on the scale of the chain's. */
    double weight() {
        return weight;
    }

    /** The share of requests that find fewer than this number in the system, 0 .. N. */
    double shareFindingFewerThan(int count) {
        if (count <= 0) {
            return 0;
        }
        if (count > fullBatch) {
            return 1 - chain.waitingWeight() / chain.acceptedWeight();
        }
        var sum = 0.0;
        toPeak();
        do {
            sum += state < count ? weight : 0;
        } while (down());
        toPeak();
        while (state + 1 < count && up()) {
            sum += weight;
        }
        return Math.min(1, sum / chain.acceptedWeight());
    }
}
