package ai.llmd.wva.simulation.contender;

/** Where a scaler sends what it decided. */
public interface Orders {

    /** Sets the replicas that a target is asked to have ({@code .spec.replicas}); the cluster keeps no bounds. */
    void scale(int target, int replicas);

    /**
     * Writes down what was decided, for the report; scales nothing.
     *
     * @param desired what it would like to have
     * @param held it had nothing to decide on and keeps what there is
     * @param why in one sentence or several; may be empty
     */
    void note(int target, int desired, boolean held, String why);
}
