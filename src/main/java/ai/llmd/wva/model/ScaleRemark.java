package ai.llmd.wva.model;

/** Why a target that the controller is to scale by itself is not asked for what is decided. */
public sealed interface ScaleRemark {

    /** An autoscaler acts on it, and two would fight. */
    record ActedOn(Autoscaler by) implements ScaleRemark {}

    /** Whether an autoscaler acts on it could not be read. */
    record Unsure(TargetRef target, String why) implements ScaleRemark {}

    /** The decision is none to act on: {@link Outcome#FROZEN} or {@link Outcome#INVALID}. */
    record Withheld(Outcome outcome) implements ScaleRemark {}

    /**
     * It is on its way.
     *
     * @param asked the replicas that it is asked for now
     * @param desired those that are decided, within the variant's bounds
     * @param rules by which it goes
     */
    record Paced(int asked, int desired, Brake brake, ScaleRules rules) implements ScaleRemark {
        /** One that goes as autoscalers do. */
        public Paced(int asked, int desired, Brake brake) {
            this(asked, desired, brake, ScaleRules.DEFAULT);
        }
    }

    /** The API server did not take it. */
    record Refused(TargetRef target, ScaleWrite.Failed why) implements ScaleRemark {}

    /** What holds a step back. */
    enum Brake {
        /** No more replicas at a time. */
        RATE,
        /** More were decided within the last minutes. */
        WINDOW,
        /** It was beyond the bounds of the variant, and comes back into them first. */
        BOUND
    }
}
