package ai.llmd.wva.simulation.workload.input;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Between what a number must be.
 *
 * @param open whether it must be above {@code lowest}
 * @param range whether both ends are told, also when one of them is broken
 */
record Bound(double lowest, boolean open, double highest, boolean range) {
    private static final double MOST = 1e9;

    static final Bound ZERO_OR_MORE = new Bound(0, false, MOST, false);
    static final Bound ABOVE_ZERO = new Bound(0, true, MOST, false);
    static final Bound ONE_OR_MORE = new Bound(1, false, MOST, false);

    static Bound between(double lowest, double highest) {
        return new Bound(lowest, false, highest, true);
    }

    /** The same, with an end that few will meet. */
    Bound upTo(double most) {
        return new Bound(lowest, open, most, range);
    }

    /** What a number breaks, e.g. {@code must be 0 or more}; empty when it is within. */
    Optional<String> brokenBy(double number) {
        if (number >= lowest && number <= highest && !(open && number == lowest)) {
            return Optional.empty();
        }
        if (range) {
            return Optional.of("must be from " + plain(lowest) + " to " + plain(highest));
        }
        if (number > highest) {
            return Optional.of("must be at most " + plain(highest));
        }
        return Optional.of("must be " + (open ? "above " + plain(lowest) : plain(lowest) + " or more"));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
