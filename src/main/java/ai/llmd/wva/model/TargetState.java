package ai.llmd.wva.model;

import java.util.List;
import java.util.Optional;

/** What is known of a variant's scale target. */
public sealed interface TargetState {

    /**
     * The target exists.
     *
     * @param declaredReplicas {@code .spec.replicas} of its scale: what it was last asked to have
     * @param currentReplicas {@code .status.replicas} of its scale; more during a rollout, fewer while pods are made
     * @param readyReplicas of these, the ready ones
     * @param pods its pods by name
     * @param autoscaler what scales it, if anything does
     * @param template what its pods are made from
     * @param autoscalersUnread why it is not known what scales it; then {@code autoscaler} is empty
     */
    record Found(
            int declaredReplicas,
            int currentReplicas,
            int readyReplicas,
            List<PodInfo> pods,
            Optional<Autoscaler> autoscaler,
            PodTemplate template,
            Optional<String> autoscalersUnread)
            implements TargetState {
        public Found {
            Checks.atLeast(0, declaredReplicas, "declaredReplicas");
            Checks.atLeast(0, currentReplicas, "currentReplicas");
            Checks.atLeast(0, readyReplicas, "readyReplicas");
            Checks.present(template, "template");
            pods = List.copyOf(pods);
            if (autoscaler.isPresent() && autoscalersUnread.isPresent()) {
                throw new IllegalArgumentException("an autoscaler was read, or it was not");
            }
        }

        /** One of which it is known what scales it. */
        public Found(
                int declaredReplicas,
                int currentReplicas,
                int readyReplicas,
                List<PodInfo> pods,
                Optional<Autoscaler> autoscaler,
                PodTemplate template) {
            this(declaredReplicas, currentReplicas, readyReplicas, pods, autoscaler, template, Optional.empty());
        }

        /** One whose pods' template tells nothing. */
        public Found(
                int declaredReplicas,
                int currentReplicas,
                int readyReplicas,
                List<PodInfo> pods,
                Optional<Autoscaler> autoscaler) {
            this(declaredReplicas, currentReplicas, readyReplicas, pods, autoscaler, PodTemplate.UNKNOWN);
        }

        /** One that has what it was asked to have. */
        public Found(int replicas, int readyReplicas, List<PodInfo> pods, Optional<Autoscaler> autoscaler) {
            this(replicas, replicas, readyReplicas, pods, autoscaler);
        }
    }

    /** The target does not exist, or is of a kind that cannot be watched; {@code message} says which. */
    record Missing(String message) implements TargetState {}
}
