package ai.llmd.wva.simulation.oracle;

/**
 * The evenest way between what may be done and what must be done: the line between two rising bounds that a string
 * takes when it is pulled tight. Of all lines between them it has the lowest peak, and goes up and down least.
 */
final class TautString {
    private final double[] most;
    private final double[] least;
    private final double[] steps;
    private int from;
    private double height;

    private TautString(double[] most, double[] least) {
        this.most = most;
        this.least = least;
        this.steps = new double[most.length];
    }

    /**
     * The steps of the line, which begins at 0 and ends at the bound from below.
     *
     * @param most the bound from above after each step
     * @param least the bound from below, nowhere above it
     */
    static double[] steps(double[] most, double[] least) {
        var line = new TautString(most, least);
        while (line.from < most.length) {
            line.pull();
        }
        return line.steps;
    }

    /** Goes straight as far as the string does, to where it bends round one of the bounds. */
    private void pull() {
        int last = most.length - 1;
        int upper = from;
        int lower = from;
        for (int i = from; i <= last; i++) {
            var up = slope(i == last ? least[i] : most[i], i);
            var down = slope(least[i], i);
            if (down > slope(most[upper], upper)) {
                straightTo(upper, most[upper]);
                return;
            }
            if (up < slope(least[lower], lower)) {
                straightTo(lower, least[lower]);
                return;
            }
            upper = up <= slope(most[upper], upper) ? i : upper;
            lower = down >= slope(least[lower], lower) ? i : lower;
        }
        straightTo(last, least[last]);
    }

    private double slope(double to, int index) {
        return (to - height) / (index + 1 - from);
    }

    private void straightTo(int index, double to) {
        var step = slope(to, index);
        for (int i = from; i <= index; i++) {
            steps[i] = step;
        }
        from = index + 1;
        height = to;
    }
}
