package ai.llmd.wva.engine;

/**
 * What clients do when they are not served.
 *
 * @param patience how long they wait
 * @param retries how often each asks again, 0 or more
 * @param retryDelayMillis from giving up to asking again, 0 or more
 */
public record ClientHabits(Patience patience, int retries, double retryDelayMillis) {
    /** They wait for ever. */
    public static final ClientHabits PATIENT = new ClientHabits(Patience.ENDLESS, 0, 0);

    public ClientHabits {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be 0 or more: " + retries);
        }
        if (!(retryDelayMillis >= 0) || Double.isInfinite(retryDelayMillis)) {
            throw new IllegalArgumentException(
                    "the delay of a retry must be 0 or more milliseconds: " + retryDelayMillis);
        }
    }

    /** Clients that give up and do not come back. */
    public static ClientHabits givingUp(Patience patience) {
        return new ClientHabits(patience, 0, 0);
    }
}
