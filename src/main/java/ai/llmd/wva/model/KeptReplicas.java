package ai.llmd.wva.model;

/** Why a variant that shares a load keeps replicas that the cheapest mix does without. */
public sealed interface KeptReplicas {

    /** As a constraint on the decision. */
    Constraint constraint();

    /** Requests still reach it, until they go elsewhere. */
    record Traffic() implements KeptReplicas {
        @Override
        public Constraint constraint() {
            return Constraint.TRAFFIC;
        }
    }

    /** Requests wait at one of them. */
    record Queue() implements KeptReplicas {
        @Override
        public Constraint constraint() {
            return Constraint.QUEUE;
        }
    }

    /** The load is hardly less than what it has them for. */
    record Steadiness() implements KeptReplicas {
        @Override
        public Constraint constraint() {
            return Constraint.STEADINESS;
        }
    }

    /** No pod of one of them is old enough to tell that fewer would do. */
    record YoungPods() implements KeptReplicas {
        @Override
        public Constraint constraint() {
            return Constraint.HOLD;
        }
    }

    /** Nothing of one of them completed yet: its requests may be longer than they seem. */
    record LengthsUnknown() implements KeptReplicas {
        @Override
        public Constraint constraint() {
            return Constraint.HOLD;
        }
    }

    /** Not all ready pods of one of them report. */
    record PartialMetrics(String variant, int reportingPods, int expectedPods) implements KeptReplicas {
        @Override
        public Constraint constraint() {
            return Constraint.HOLD;
        }
    }
}
