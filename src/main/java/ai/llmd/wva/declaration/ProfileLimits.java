package ai.llmd.wva.declaration;

/** How far the numbers of a profile may go: no real engine is beyond, so that what is beyond is a slip of the pen. */
public final class ProfileLimits {
    /** The most that alpha, beta, gamma and delta may each be, ms. */
    public static final double LARGEST_MILLIS = 1e6;

    /** The least that alpha and beta together may be, ms: a nanosecond for a token. */
    public static final double LEAST_MILLIS = 1e-6;

    public static final int LARGEST_BATCH = 100_000;

    /** The most accelerators that one replica may take. */
    public static final int MOST_ACCELERATORS = 10_000;

    private ProfileLimits() {}
}
