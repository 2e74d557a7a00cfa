package ai.llmd.wva.simulation.workload;

/** Shared checks of the records' constructors. */
final class Refuse {
    private Refuse() {}

    static void unless(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + value);
        }
    }

    static void unlessPositive(double value, String name) {
        unless(value > 0 && value < Double.POSITIVE_INFINITY, name + " must be above 0", value);
    }

    static void ifNegative(double value, String name) {
        unless(value >= 0 && value < Double.POSITIVE_INFINITY, name + " must be 0 or more", value);
    }

    static void ifBlank(String value, String name) {
        unless(!value.isBlank(), name + " must not be empty", '"' + value + '"');
    }
}
