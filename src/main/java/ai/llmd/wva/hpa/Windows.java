package ai.llmd.wva.hpa;

/** When windows begin. */
final class Windows {
    private static final long MILLIS_PER_SECOND = 1000;

    private Windows() {}

    static long before(long nowMillis, int seconds) {
        return nowMillis - seconds * MILLIS_PER_SECOND;
    }
}
