package ai.llmd.wva.model;

/** How many of one unit make another, as factors for doubles: {@code ratePerSecond * SECONDS_PER_MINUTE}. */
public final class Units {
    public static final double NANOS_PER_MILLI = 1e6;
    public static final double NANOS_PER_SECOND = 1e9;
    public static final double MILLIS_PER_SECOND = 1000;
    public static final double SECONDS_PER_MINUTE = 60;
    public static final double SECONDS_PER_HOUR = 3600;

    private Units() {}
}
