package ai.llmd.wva.planning.solver;

import java.util.List;

/** What the search for prices found. */
final class Prices {
    private final double[] perUnit;
    private final double bound;
    private final List<int[]> takings;

    Prices(double[] perUnit, double bound, List<int[]> takings) {
        this.perUnit = perUnit;
        this.bound = bound;
        this.takings = takings;
    }

    /** The price of one unit of each row. */
    double[] perUnit() {
        return perUnit;
    }

    /** No taking of choices that keeps within the capacity costs less. */
    double bound() {
        return bound;
    }

    /** What the groups take near these prices, the most promising first; hardly any keeps within the capacity. */
    List<int[]> takings() {
        return takings;
    }
}
