package ai.llmd.wva.simulation.contender;

/** Something that is done again and again at equal distances of virtual time. */
final class Every {
    private final double periodMillis;
    private double nextMillis;

    /**
     * One that is due first after a part of its period.
     *
     * @param phase that part, 0 to 1
     */
    Every(double periodMillis, double phase) {
        this.periodMillis = periodMillis;
        this.nextMillis = Math.floor(phase * periodMillis);
    }

    /** Whether it is due; if so, the next time is one period later. */
    boolean isDue(double nowMillis) {
        if (nowMillis < nextMillis) {
            return false;
        }
        nextMillis += periodMillis;
        return true;
    }

    double nextMillis() {
        return nextMillis;
    }
}
