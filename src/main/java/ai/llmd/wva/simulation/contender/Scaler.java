package ai.llmd.wva.simulation.contender;

/** A contender at work in one run. Has state; is asked from one thread, in order of virtual time. */
public interface Scaler {

    /** When it looks first, in milliseconds of virtual time. */
    default double firstLookMillis() {
        return 0;
    }

    /**
     * Looks at the cluster and orders replicas.
     *
     * @return when it wants to look again, in milliseconds of virtual time, later than now; infinite for never
     */
    double look(Sight sight, Orders orders);
}
