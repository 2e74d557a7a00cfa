package ai.llmd.wva.queueing;

/** Checks of arguments, shared by the records of this package. */
final class Require {
    private Require() {}

    /** Returns the value, or says what is wrong with it: NaN, infinite and negative values are refused. */
    static double finiteAndNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number >= 0, but is " + value);
        }
        return value;
    }
}
