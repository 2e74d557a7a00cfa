package ai.llmd.wva.demo;

/** Measures how fast virtual time really goes, over some seconds and over all. Written by one thread, read by any. */
final class PaceMeter {
    private static final double WINDOW_MILLIS = 5_000;
    /** A machine that keeps up is not told to be slow for a pause of the collector of garbage. */
    private static final double ENOUGH = 0.95;

    private final double wanted;
    private double fromRealMillis;
    private double fromVirtualMillis;
    private volatile double recent;
    private volatile double overall;

    PaceMeter(double wanted) {
        this.wanted = wanted;
        this.recent = wanted;
        this.overall = wanted;
    }

    void note(double realMillis, double virtualMillis) {
        if (realMillis - fromRealMillis >= WINDOW_MILLIS) {
            recent = (virtualMillis - fromVirtualMillis) / (realMillis - fromRealMillis);
            overall = virtualMillis / realMillis;
            fromRealMillis = realMillis;
            fromVirtualMillis = virtualMillis;
        }
    }

    /** Times as fast as real, over the last seconds. */
    double recent() {
        return recent;
    }

    /** Times as fast as real, from the start. */
    double overall() {
        return overall;
    }

    double wanted() {
        return wanted;
    }

    /** The machine is too slow for the speed that was asked for. */
    boolean isBehind() {
        return recent < ENOUGH * wanted;
    }
}
