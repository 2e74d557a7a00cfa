package ai.llmd.wva.simulation.workload;

/**
 * A fault of monitoring: nobody can read the metrics of a variant's pods, which serve on.
 *
 * @param fromSeconds since the start of the run, 0 or more
 * @param seconds how long it lasts, > 0
 */
public record Silence(String variant, double fromSeconds, double seconds) {
    public Silence {
        Refuse.ifBlank(variant, "the variant of a silence");
        Refuse.ifNegative(fromSeconds, "fromSeconds");
        Refuse.unlessPositive(seconds, "seconds");
    }

    public double untilSeconds() {
        return fromSeconds + seconds;
    }

    boolean covers(String name, double atSeconds) {
        return variant.equals(name) && atSeconds >= fromSeconds && atSeconds < untilSeconds();
    }
}
