package ai.llmd.wva.simulation.workload.input;

import java.math.BigDecimal;
import java.util.Optional;

/** Between what a number must be. */
record Bound(double lowest, boolean open, double highest) {
    private static final double MOST = 1e9;

    static final Bound ZERO_OR_MORE = new Bound(0, false, MOST);
    static final Bound ABOVE_ZERO = new Bound(0, true, MOST);
    static final Bound ONE_OR_MORE = new Bound(1, false, MOST);

    static Bound between(double lowest, double highest) {
        return new Bound(lowest, false, highest);
    }

    /** What a number breaks, e.g. {@code must be 0 or more}; empty when it is within. */
    Optional<String> brokenBy(double number) {
        if (number >= lowest && number <= highest && !(open && number == lowest)) {
            return Optional.empty();
        }
        if (highest < MOST) {
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
