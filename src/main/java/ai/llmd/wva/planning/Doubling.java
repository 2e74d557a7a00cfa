package ai.llmd.wva.planning;

import java.util.function.DoubleToLongFunction;

/**
 * The bound on what demand that is only estimated may ask for: twice the replicas in a cycle. The next cycle sees what
 * these make of the queue.
 */
final class Doubling {
    /** Narrows a rate down to a thousandth of where the search begins, each step of which mixes replicas anew. */
    private static final int HALVINGS = 10;

    private Doubling() {}

    /** The most replicas; two where there are none. */
    static int most(int asked) {
        return (int) Math.min(2L * Math.max(1, asked), Integer.MAX_VALUE);
    }

    /**
     * About the largest rate, between one that is served in any case and one that is wanted, that takes no more
     * replicas than allowed.
     */
    static double largestRate(double served, double wanted, DoubleToLongFunction replicas, long most) {
        if (wanted <= served || replicas.applyAsLong(wanted) <= most) {
            return Math.max(served, wanted);
        }
        double low = served;
        double high = wanted;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (replicas.applyAsLong(middle) <= most) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
